"""The ways to sign in that an app registration opens."""

from __future__ import annotations

from datetime import timedelta

from tab.sign_in.entra import CodeFlow, Entra
from tab.sign_in.slips import Slips
from tab.sign_in.teams import Teams
from tab.sign_in.tokens import Tokens
from tab.sign_in.way import Way

TICKET = timedelta(minutes=1)  # from the window of the sign-in to the page that opened it


def entra_ways(tokens: Tokens, flow: CodeFlow, key: bytes) -> tuple[Way, ...]:
    """In the order in which they are tried. `key` is one of this database's own."""
    tickets = Slips(key, "ticket", TICKET)
    return Teams(tokens, tickets), Entra(flow, tokens, key, tickets)
