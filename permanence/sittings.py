"""When the panels of a policy sit: dates, times, what kind of sitting, its theme, and the last day to refer."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date as Date
from datetime import time

from permanence.policy import Policy
from permanence.policy_file.people import Panel
from permanence.sitting_days import planned_days, refer_by

REVIEW, ACTION_REVIEW = "review", "action_review"


@dataclass(frozen=True, slots=True)
class PlannedSitting:
    """One sitting as the policy plans it."""

    panel: str
    date: Date
    start: time
    end: time
    kind: str
    theme: str | None
    refer_by: Date | None
    clause: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day the panel would have sat on, and why it does not."""

    panel: str
    date: Date
    reason: str
    clause: str


@dataclass(frozen=True, slots=True)
class SittingCalendar:
    sittings: tuple[PlannedSitting, ...]
    skipped: tuple[Skipped, ...]


def sittings(policy: Policy, start: Date, end: Date) -> SittingCalendar:
    """Every sitting of every panel from `start` to `end`, both included, in order of date and time."""
    held: list[PlannedSitting] = []
    missed: list[Skipped] = []
    panels = {panel.name: panel for panel in policy.panels}
    for panel in policy.panels:
        places = _cycle_places(policy, panel, panels, start, end)
        for planned in planned_days(panel, panels, policy.calendar, start.toordinal(), end.toordinal()):
            day = Date.fromordinal(planned.day)
            if planned.skipped is not None:
                missed.append(Skipped(panel.name, day, planned.skipped, panel.clause))
            else:
                held.append(_sitting(policy, panel, day, places.get(planned.day)))
    held.sort(key=lambda sitting: (sitting.date, sitting.start, sitting.panel))
    missed.sort(key=lambda skip: (skip.date, skip.panel))
    return SittingCalendar(tuple(held), tuple(missed))


def _sitting(policy: Policy, panel: Panel, day: Date, place: int | None) -> PlannedSitting:
    """`place` is the sitting's place in the cycle, from 1; the last of the cycle reviews the actions."""
    cycle = panel.cycle
    ends_cycle = cycle is not None and place == cycle.length
    theme = None
    if panel.themes and place is not None and not ends_cycle:
        theme = panel.themes[(place - 1) % len(panel.themes)].key
    last = refer_by(panel, day.toordinal(), policy.calendar)
    return PlannedSitting(
        panel=panel.name,
        date=day,
        start=panel.start,
        end=panel.end,
        kind=ACTION_REVIEW if ends_cycle else REVIEW,
        theme=theme,
        refer_by=None if last is None else Date.fromordinal(last),
        clause=cycle.clause if cycle is not None and ends_cycle else panel.clause,
    )


def _cycle_places(policy: Policy, panel: Panel, panels: dict[str, Panel], start: Date, end: Date) -> dict[int, int]:
    """Each sitting's place in the cycle; sittings that did not happen do not count."""
    if panel.cycle is None:
        return {}
    anchor = panel.cycle.counted_from.toordinal()
    first, last = min(start.toordinal(), anchor), max(end.toordinal(), anchor)
    planned = planned_days(panel, panels, policy.calendar, first, last)
    days = [item.day for item in planned if item.skipped is None]
    zero = bisect_left(days, anchor)
    return {day: (i - zero) % panel.cycle.length + 1 for i, day in enumerate(days)}
