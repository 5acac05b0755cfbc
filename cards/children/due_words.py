"""Sentences about the list of who is due, where a name in the words typed is not known or not whole."""

from __future__ import annotations

from collections.abc import Sequence

SHOWN = 40
MOST_NAMED = 6


def no_team_or_manager(said: str) -> str:
    """Nobody is called so."""
    return f'No team and no team manager is called "{said[:SHOWN]}"; say "due" alone and choose from the card.'


def several_may_be_meant(names: Sequence[str]) -> str:
    """The name fits several."""
    return f"These may be meant: {', '.join(names[:MOST_NAMED])}; type more of the name."
