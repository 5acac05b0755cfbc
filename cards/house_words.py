"""Sentences that every subject says: of a change meanwhile, of somebody who has left, of a date on a closed day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.parts import day

THE_PERMANENCE_CHANNEL = "the permanence channel"
NOBODY_KNOWN = "nobody known"
SOMEBODY_WHO_HAS_LEFT = "somebody who has left"
AN_ADMINISTRATOR = "an administrator"
THE_COMMAND_LINE = "the command line"
CHOOSE_THE_OWNER = "Choose who is to do it from the list."
TAKEN_WHEN_SURE = "Type a name or a reference. It is taken when only one can be meant; otherwise you are asked which."
SHORTENED = "Long texts end in … on this card, because a card holds only so much; the record has them whole."
MOST_NAMED = 6  # of several that may be meant
HERE_IT_IS = "here is how it stands now."
SAY_WHICH_CHILD = 'Say which child, by reference, as in "child C-1001".'
MEANWHILE = "This changed while you were looking at it"
NOTHING_SAVED = "Nothing is saved, because of"
NOT_DONE = (MEANWHILE, NOTHING_SAVED)  # how the line on a card begins that stands in place of what was asked for
NOT_IN_YOUR_TEAMS = "This child is not in your teams; ask the child's team manager or business support."
BACK_TO_LIST = "Back to the list"
BACK_TO_FIRST_LIST = "Back to the first list"


def changed_meanwhile(last: str = "") -> str:
    """The line for somebody who acted on what was no longer so, with what was done last when it is known."""
    return f"{MEANWHILE}: {last or HERE_IT_IS}"


def on_a_closed_day(aim: date) -> str:
    """What is added to a date that is not a working day."""
    return f" It is not a working day; the last one before it is {day(aim)}."


def no_child_with(said: str, near: Sequence[str]) -> str:
    """A reference nobody has, with those near it."""
    hint = f"near it are {', '.join(near)}" if near else "give it as the caseload has it"
    return f'No child has the reference "{said[:40]}"; {hint}.'


def type_instead(label: str) -> str:
    """The way from a list that is searched to a box to type in, where searching does not work."""
    return f"Type instead: {label.removesuffix(' (required)')}"


def not_surely(typed: str, label: str, near: Sequence[str]) -> str:
    """A name that may mean several, or none: what it may mean, and that nothing was changed."""
    asked = label.removesuffix(" (required)")
    hint = (
        f"it may be {'; or '.join(near)}. Choose which" if near else "nothing is written like it. Choose from the list"
    )
    return f'"{typed}" is not sure for "{asked}", so nothing was changed: {hint}.'


def too_large(reference: str) -> str:
    """In place of a card that Teams would not take."""
    return (
        "What belongs here is more than Teams takes in one card; ask for less of it, such as one child or one page, "
        f"and tell your administrator: {reference}."
    )


def several_may_be_meant(names: Sequence[str]) -> str:
    """The name fits several."""
    return f"These may be meant: {', '.join(names[:MOST_NAMED])}; type more of the name."


def too_long(count: int, most: int) -> str:
    """How long a text is, and how long it may be."""
    return f"{count} characters; at most {most}."
