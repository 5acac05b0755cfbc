"""Clearing a list: what somebody can settle now, what they must arrange, what waits, and what is history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from permanence.people.person import BUSINESS_SUPPORT, TEAM_MANAGER, Person
from permanence.reminders import Matter, recipient_of

SETTLE, ARRANGE, WAITS, UNDATED, HISTORY = "settle", "arrange", "waits", "undated", "history"
ORDER = (SETTLE, ARRANGE, WAITS, UNDATED, HISTORY)
FOLDED = (WAITS, UNDATED, HISTORY)
INVITATION, ACTION, MEETING, UPLOAD = "invitation", "action", "meeting", "upload"
RECORD, PREPARATION, REFERRAL, PANEL, OTHER = "record", "preparation", "referral", "panel", "other"
KINDS = (INVITATION, ACTION, MEETING, UPLOAD, PREPARATION, REFERRAL, RECORD, PANEL, OTHER)
KIND_OF = {
    "invitation": INVITATION,
    "action": ACTION,
    "ppm": MEETING,
    "final_care_planning_meeting": MEETING,
    "visit": MEETING,
    "record_upload": UPLOAD,
    "preparation": PREPARATION,
    "panel_referral": REFERRAL,
    "referral_content": REFERRAL,
    "minutes": RECORD,
    "meeting_record": RECORD,
    "meeting_held": RECORD,
    "approval": RECORD,
    "follow_up": RECORD,
    "panel": PANEL,
}
ARRANGED = frozenset({MEETING, OTHER})
SUFFIX = "_required"  # of a kind of matter that has no date, only the day since which it is required
LONG_AGO = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a matter stands on somebody's list. `whose` is whom it waits for: an object id, a role or nobody."""

    part: str
    kind: str
    whose: str = ""

    @property
    def fold(self) -> str:
        """The name of the line it is folded into; none where it has a line of its own."""
        return f"{self.part}.{'' if self.part == HISTORY else self.kind}" if self.part in FOLDED else ""


def kind_of(matter: Matter) -> str:
    """What a matter is counted as."""
    return KIND_OF.get(matter.what.removesuffix(SUFFIX), OTHER)


def place(matter: Matter, recipient: str, people: Sequence[Person], begun: date | None) -> Place:
    """Where a matter stands on one recipient's list. `begun` is the first morning, when the record was new."""
    kind, concerned = kind_of(matter), recipient_of(TEAM_MANAGER, matter, people)
    if begun and is_history(matter, begun):
        return Place(HISTORY, kind)
    if not matter.dated:
        return Place(UNDATED, kind)
    if kind == PANEL:
        return Place(ARRANGE if recipient == BUSINESS_SUPPORT else WAITS, kind, BUSINESS_SUPPORT)
    if concerned != recipient and not (kind == PREPARATION and recipient == BUSINESS_SUPPORT):
        return Place(WAITS, kind, concerned)
    return Place(ARRANGE if kind in ARRANGED else SETTLE, kind)


def is_history(matter: Matter, begun: date) -> bool:
    """A duty of a child that came with the first import: long overdue, or required, when the first morning came."""
    if matter.owner or not matter.child_ref or kind_of(matter) in (ACTION, INVITATION, PREPARATION):
        return False
    return matter.due < begun - LONG_AGO


def longest(matters: Iterable[Matter]) -> Matter | None:
    """The one that is due for the longest."""
    return min(matters, key=lambda matter: (matter.due, matter.occasion), default=None)
