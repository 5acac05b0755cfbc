"""What became of a panel's sittings by hand, moved or stood down, laid over the days its calendar gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date

from permanence.explain import on_day
from permanence.panel.regular_days import PlannedDay


@dataclass(frozen=True, slots=True)
class KeptSitting:
    """A sitting that was published: the day the procedure gave it, the day it is on, and what it is for."""

    panel: str
    planned: Date
    on: Date
    stood_down: bool
    kind: str
    theme: str | None

    def changed_after(self, day: Date) -> bool:
        """Whether it is not where the calendar has it, and was to be, or is, after this day."""
        return (self.stood_down or self.on != self.planned) and max(self.on, self.planned) > day


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A day the panel sits on, the day of the calendar it stands for, and the sitting where there is one."""

    planned: int
    on: int
    kept: KeptSitting | None


@dataclass(frozen=True, slots=True)
class DayMissed:
    """A day of the calendar on which the panel does not sit, and why."""

    day: int
    reason: str


def days_of_hand(kept: Iterable[KeptSitting], panel: str) -> tuple[list[KeptSitting], frozenset[int]]:
    """A panel's sittings that are not stood down, and the days of those that are: nothing is planned there again."""
    its = [one for one in kept if one.panel == panel]
    gone = {day.toordinal() for one in its if one.stood_down for day in (one.planned, one.on)}
    return [one for one in its if not one.stood_down], frozenset(gone)


def with_changes_by_hand(
    planned: Sequence[PlannedDay], live: Iterable[KeptSitting], gone: frozenset[int]
) -> tuple[list[HeldDay], list[DayMissed]]:
    """The days the panel sits on in the order of its calendar, and those it does not, with what was done by hand."""
    days = {one.day for one in planned if one.skipped is None}
    known = {one.planned.toordinal(): one for one in live if one.planned.toordinal() in days}
    # A sitting moved onto another day of the calendar takes its place.
    taken = {one.on.toordinal() for one in known.values() if one.on != one.planned}
    held: list[HeldDay] = []
    missed: list[DayMissed] = []
    for one in planned:
        its = known.get(one.day)
        if its is not None:
            held.append(HeldDay(one.day, its.on.toordinal(), its))
        elif one.skipped is None and one.day not in taken and one.day not in gone:
            held.append(HeldDay(one.day, one.day, None))
        if one.day in taken or (its is not None and its.on == its.planned):
            continue
        if its is not None:
            missed.append(DayMissed(one.day, f"moved to {on_day(its.on)}"))
        elif one.skipped is not None or one.day in gone:
            missed.append(DayMissed(one.day, one.skipped or "stood down"))
    return held, missed
