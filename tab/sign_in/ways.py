"""The ways to sign in that an app registration opens."""

from __future__ import annotations

from collections.abc import Mapping

from tab.sign_in.entra import CodeFlow, Entra
from tab.sign_in.tokens import Keys, Tokens
from tab.sign_in.way import Way


def entra_ways(client_id: str, authority: str, flow: CodeFlow, keys: Mapping[str, Keys], key: bytes) -> tuple[Way, ...]:
    """In the order in which they are tried. `key` is one of this database's own."""
    return (Entra(flow, Tokens(client_id, authority, keys), key),)
