"""Words of the tracking sheet: how a child and an action stand, and what the sheet says about itself."""

from __future__ import annotations

from datetime import date

from cards.parts import day
from permanence.explain import on_day

TO_COME = "To come"
NO_DATE_SET = "Required, no date set"
NOTHING_DUE = "Nothing due"
NO_PLAN_AGREED = "none agreed"
OPEN = "Open"

PROCEDURE = "Procedure"
AS_OF = "As of"
CHILDREN = "Children"
NEXT_PANEL_DUE = "Next panel due"
HOW_IT_STANDS = "How it stands"
A_COPY = "A copy"
CONFIDENTIAL = "Confidential"

BY_THE_CLAUSE = "worked out from the child's dated events by the clause beside it"
THE_WORD_SAYS_IT = "the word says it; its colour says nothing more"
CHANGES_NOTHING = "what is changed in this workbook changes nothing in Permanence"


def procedure(title: str, authority: str, version: str) -> str:
    """The procedure that the sheet was worked out by."""
    return f"{title}, {authority}, {version}"


def followed(children: int) -> str:
    """How many children the sheet follows, and which."""
    return f"{children}: every child in care, and those with something still open after leaving care"


def the_record_itself(system: str) -> str:
    """Whose children these are, and where the record is."""
    return f"this workbook is about children; the record itself is {system}"


def besides(what: str, by: date | None, clause: str) -> str:
    """Where no meeting is due: what is asked for first of all else."""
    return f"No meeting is due; next is: {what}{f', by {on_day(by)}' if by else ''} ({clause})."


def left_care(on: date) -> str:
    """In place of a legal status."""
    return f"left care on {on_day(on)}"


def not_on_record(by: date) -> str:
    """In place of the day of entering care, which nobody gave."""
    return f"not on record; by {on_day(by)}"


def group(title: str, clause: str) -> str:
    """A group the child is of."""
    return f"{title} ({clause})"


def late_and_blocked(late: str) -> str:
    """An action that is overdue and cannot go on."""
    return f"{late}, blocked"


def asked_for_instead(on: date, reason: str) -> str:
    """A later date that was asked for and waits for an answer."""
    return f"{day(on)} is asked for instead: {reason}"
