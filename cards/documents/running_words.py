"""Words of the running record of planning meetings as a document: titles, the names of facts, how things stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.parts import day

RECORD_OF_THE_MEETING = "Record of the meeting"
CARRIED_FORWARD = "Running record, carried forward to this meeting"
NOTHING_RECORDED = "Nothing is recorded yet."
ACTIONS = "Actions"
NO_ACTION_OPEN = "None is open."
STEPS_RECORDED = "Approvals and other steps recorded"
WHAT_IS_DUE = "What is due"
NOTHING_DUE = "Nothing is due."

CHILD = "Child"
STATE = "State"
WHY_ASKED_FOR = "Why it was asked for"
CHAIR = "Chair"
ATTENDED = "Attended"
TO_BE_THERE = "To be there"
VIEWS_OF = "Views ascertained of"
VIEWS_TO_GET = "Views still to be ascertained"
TO_BE_NOTIFIED = "To be notified"
MINUTES_GO_TO = "Minutes go to"
NOT_THERE = "Not there"
RECORD_UPDATED = "Record updated"
NEXT_MEETING = "Next meeting"
PROCEDURE = "Procedure"

NOT_RECORDED = "not recorded"
NOBODY = "none"


def no_meeting(label: str) -> str:
    """The child has no meeting to make a record of."""
    return f"No planning meeting of {label} is asked for, arranged or held yet."


def title(meeting: str, label: str, on: date | None) -> str:
    """Permanence planning meeting: C-1001 (AB), Thu 12 March 2026."""
    return f"{meeting}: {label}, {when(on)}"


def when(on: date | None) -> str:
    """The day of the meeting."""
    return day(on) if on else "not arranged yet"


def step(name: str, clause: str) -> str:
    """A step that was recorded, as the name of a fact."""
    return f"{name[:1].upper()}{name[1:]}{f' ({clause})' if clause else ''}"


def recorded_by(on: date, by: str, note: str) -> str:
    """When, by whom and on whose word a step was recorded."""
    return f"{day(on)}, recorded by {by}. {note}".strip()


def minutes_to(others: Sequence[str]) -> str:
    """Who is sent the minutes; nothing where the procedure names nobody beside those who attended."""
    return "; ".join(["those who attended", *others]) if others else ""
