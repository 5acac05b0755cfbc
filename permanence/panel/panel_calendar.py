"""When the panels of a policy sit: dates, times, what kind of sitting, its theme, and the last day to refer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date, time

from permanence.panel.changed_sittings import DayMissed, HeldDay, KeptSitting, days_of_hand, with_changes_by_hand
from permanence.panel.cycle import ACTION_REVIEW, What, cycle_of
from permanence.panel.regular_days import planned_days, refer_by
from permanence.policy import Policy
from permanence.policy_file.people import Panel


@dataclass(frozen=True, slots=True)
class PlannedSitting:
    """One sitting as the policy plans it or, where it was published, as it is."""

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


def sittings(policy: Policy, start: Date, end: Date, kept: Sequence[KeptSitting] = ()) -> SittingCalendar:
    """Every sitting of every panel from `start` to `end`, both included, in order of date and time.

    `kept` are the sittings published so far: what was moved or stood down by hand is so here too.
    """
    found: list[PlannedSitting] = []
    skipped: list[Skipped] = []
    panels = {panel.name: panel for panel in policy.panels}
    for panel in policy.panels:
        held, missed = _days(policy, panel, panels, start, end, kept)
        what = cycle_of(panel, held)
        asked = [day for day in held if start.toordinal() <= day.on <= end.toordinal()]
        found += [_sitting(policy, panel, day.on, what[day.planned]) for day in asked]
        within = [one for one in missed if start.toordinal() <= one.day <= end.toordinal()]
        skipped += [Skipped(panel.name, Date.fromordinal(one.day), one.reason, panel.clause) for one in within]
    found.sort(key=lambda sitting: (sitting.date, sitting.start, sitting.panel))
    skipped.sort(key=lambda skip: (skip.date, skip.panel))
    return SittingCalendar(tuple(found), tuple(skipped))


def _days(
    policy: Policy, panel: Panel, panels: dict[str, Panel], start: Date, end: Date, kept: Sequence[KeptSitting]
) -> tuple[list[HeldDay], list[DayMissed]]:
    """The panel's days over the span, reaching to where its cycle is counted from and to what was moved into it."""
    live, gone = days_of_hand(kept, panel.name)
    reach = {start, end, *([panel.cycle.counted_from] if panel.cycle else [])}
    reach |= {one.planned for one in live if start <= one.on <= end}
    planned = planned_days(panel, panels, policy.calendar, min(reach).toordinal(), max(reach).toordinal())
    return with_changes_by_hand(planned, live, gone)


def _sitting(policy: Policy, panel: Panel, day: int, what: What) -> PlannedSitting:
    (kind, theme), cycle = what, panel.cycle
    last = refer_by(panel, day, policy.calendar)
    return PlannedSitting(
        panel=panel.name,
        date=Date.fromordinal(day),
        start=panel.start,
        end=panel.end,
        kind=kind,
        theme=theme,
        refer_by=None if last is None else Date.fromordinal(last),
        clause=cycle.clause if cycle is not None and kind == ACTION_REVIEW else panel.clause,
    )
