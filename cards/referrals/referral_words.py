"""Sentences of a referral: why it cannot be found or made, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.parts import day
from permanence.explain import on_day

NO_SUCH_REFERRAL = 'There is no such referral; say "refer" and the child\'s reference to see where it stands.'
BY_THE_PROCEDURE = "the procedure"  # who raised a referral that nobody asked for
COMPLETE = "Kept: it is complete and can be made."
TAKEN_BACK = "The referral is taken back: it is open again, with what was written in it."
OPEN_AGAIN = "It is open again with what was written in it, and the child is not referred until it is made anew."
NOT_MADE = "This referral is not made, so there is nothing to take back."
ANOTHER_IS_OPEN = "Another referral of this child to this panel is open; withdraw that one first."
WITHDRAWN_NOW = "The referral is withdrawn."


def was_made(panel: str, on: date, by: str) -> str:
    """A referral that was made, when and by whom."""
    return f"Referral to the {panel}, made on {day(on)}{f' by {by}' if by else ''}."


def heard_already(on: date) -> str:
    """Why a referral cannot be taken back: the panel heard the child."""
    return f"The panel heard the child on {on_day(on)}, so the referral stands; correct the record of that sitting."


def on_agenda(on: date) -> str:
    """Why a referral cannot be taken back: the child is on an agenda."""
    return f"The child is on the agenda of {on_day(on)}; take the child off that agenda first."


def no_panel(procedure: str) -> str:
    """The procedure in force has no panel."""
    return f"The procedure in force, {procedure}, has no panel, so nobody is referred to one."


def say_which_panel(ref: str, titles: Sequence[str]) -> str:
    """The procedure has several panels."""
    return f'Say to which panel, as in "refer {ref} {titles[0]}"; there is {", ".join(titles)}.'


def kept(lacking: str) -> str:
    """The referral was saved and cannot be made yet, for what it lacks."""
    return f"Kept. {lacking}"


def referred(on: date, heard: str) -> str:
    """The referral was made, and when the panel hears it."""
    return f"Referred on {on_day(on)}. {heard}"


def not_referred(lacking: str) -> str:
    """The referral was not made, for what it lacks."""
    return f"Not referred: {lacking}"
