"""What a card of somebody's list shows: the lines of a page, and the lines that stand for several things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.parts import way_back
from cards.reminders.matter_line import MatterLine
from permanence.people.clearing import SETTLE

PAGE = 4  # with a button each, one to take back and one to turn the page there are six in sight


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One thing to do, and the reminder of it. `part` says whether it can be settled at once."""

    reminder: int
    matter: MatterLine
    act: str = ""  # what is done from here at once: action, invitation, upload
    part: str = SETTLE


@dataclass(frozen=True, slots=True)
class FoldLine:
    """Several things in one line: what waits for somebody else, what has no date, what is history."""

    name: str
    part: str
    kind: str
    count: int
    since: date
    longest: str  # the child it has waited for longest
    whose: str = ""


@dataclass(frozen=True, slots=True)
class DigestView:
    """One page of a list. `people` are (name, Teams id); several share a role's list."""

    subject: str
    on: date
    people: tuple[tuple[str, str | None], ...]
    lines: tuple[DigestLine, ...]  # of this page
    folds: tuple[FoldLine, ...] = ()
    page: int = 0
    total: int = 0  # lines of their own, on all pages
    overdue: int = 0
    away: str = ""  # whom they stand in for, or who stands in for them
    line: str = ""
    fold: str = ""  # the name of the folded line whose things are shown
    begun: date | None = None  # the first morning
    undo: int = 0  # the reminder whose line was just cleared or snoozed, where that can be taken back

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def way(self) -> dict[str, str]:
        """The way back here, for what is opened from this page."""
        return way_back("show_digest_page", {"of": f"digest:{self.subject}", "page": self.page, "fold": self.fold})

    @property
    def empty(self) -> bool:
        return not self.total and not self.folds
