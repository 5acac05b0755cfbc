"""The days panels sit on: the rhythm of each, less days off and stand-downs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from permanence.calendar import Calendar
from permanence.closed_days import closed_days
from permanence.explain import on_day
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.people import DAYS, Panel
from permanence.rules.conditions import duration

WEEK = 7


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day the rhythm of a panel falls on; `skipped` names why it does not sit, `day` may have been moved."""

    day: int
    skipped: str | None = None


def planned_days(panel: Panel, panels: dict[str, Panel], calendar: Calendar, start: int, end: int) -> list[PlannedDay]:
    """The panel's days from `start` to `end`, both included, skipped ones too, in order."""
    first = max(start, panel.held_from.toordinal()) if panel.held_from else start
    last = min(end, panel.held_until.toordinal() - 1) if panel.held_until else end
    stood_down = {day.toordinal(): name for day, name in closed_days(panel.stand_downs).items()}
    found: dict[int, PlannedDay] = {}
    for day in _rhythm(panel, panels, calendar, first - WEEK, last + WEEK):
        planned = _planned(panel, day, stood_down, calendar)
        if first <= planned.day <= last:
            known = found.get(planned.day)
            if known is None or known.skipped:
                found[planned.day] = planned
    by_date = _by_date(panel)
    return [day for _, day in sorted((found | by_date).items()) if first <= day.day <= last]


def doubts_by_date(file: PolicyFile, calendar: Calendar) -> list[str]:
    """Days given by date that look mistyped: on a day off, or moved from a day on which the panel does not sit."""
    panels = {panel.name: panel for panel in file.panel}
    doubts = []
    for panel in file.panel:
        for day in (*panel.also, *(one.end for one in panel.moved)):
            if name := calendar.name_of_day_off(day.toordinal()):
                doubts.append(f"{panel.title} would sit on {on_day(day)}, which is a day off ({name}).")
        regular = panel.model_copy(update={"also": [], "moved": []})
        for one in panel.moved:
            at = one.start.toordinal()
            if not planned_days(regular, panels, calendar, at, at):
                doubts.append(f"{panel.title} is moved from {on_day(one.start)}, on which it does not sit.")
    return doubts


def _by_date(panel: Panel) -> dict[int, PlannedDay]:
    """The sittings the file gives by date: what was moved, and what is held besides; they outrank the rhythm."""
    found: dict[int, PlannedDay] = {}
    for one in panel.moved:
        found[one.start.toordinal()] = PlannedDay(one.start.toordinal(), f"moved to {on_day(one.end)}")
    for day in (*(one.end for one in panel.moved), *panel.also):
        found[day.toordinal()] = PlannedDay(day.toordinal())
    return found


def _planned(panel: Panel, day: int, stood_down: dict[int, str], calendar: Calendar) -> PlannedDay:
    if day in stood_down:
        return PlannedDay(day, stood_down[day])
    name = calendar.name_of_day_off(day)
    if name is None:
        return PlannedDay(day)
    match panel.on_day_off:
        case "next_working_day":
            moved = calendar.next_working_day(day)
        case "previous_working_day":
            moved = calendar.last_working_day(day)
        case _:
            return PlannedDay(day, name)
    return PlannedDay(moved, stood_down.get(moved))


def _rhythm(panel: Panel, panels: dict[str, Panel], calendar: Calendar, start: int, end: int) -> Iterator[int]:
    """The days as the rhythm alone gives them."""
    if panel.follows is not None:
        after = duration(panel.follows.after) if panel.follows.after else None
        reach = 40 + 31 * after.count if after else 0
        for planned in planned_days(panels[panel.follows.panel], panels, calendar, start - reach, end):
            day = calendar.after(planned.day, after) if after else planned.day
            if planned.skipped is None and start <= day <= end:
                yield day
        return
    for weekday in panel.day or ():
        yield from _weekday(panel, DAYS.index(weekday), start, end)


def _weekday(panel: Panel, weekday: int, start: int, end: int) -> Iterator[int]:
    """One weekday of the rhythm; where it is every so many weeks, in the week that is counted from."""
    day, step = start + (weekday - (start + 6)) % WEEK, WEEK
    if panel.counted_from is not None and not panel.nth_of_month:
        step = WEEK * panel.every_weeks
        anchor = panel.counted_from.toordinal() - panel.counted_from.weekday() + weekday
        day = start + (anchor - start) % step
    while day <= end:
        if not panel.nth_of_month or _nth_fits(day, panel):
            yield day
        day += step


def _nth_fits(day: int, panel: Panel) -> bool:
    number = (date.fromordinal(day).day - 1) // WEEK + 1
    is_last = date.fromordinal(day).month != date.fromordinal(day + WEEK).month
    return number in panel.nth_of_month or (is_last and -1 in panel.nth_of_month)


def refer_by(panel: Panel, day: int, calendar: Calendar) -> int | None:
    """The last day to refer a child to a sitting."""
    return None if panel.refer is None else calendar.working_days_before(day, panel.refer.working_days)


def sitting_days(file: PolicyFile, calendar: Calendar) -> dict[str, Callable[[int, int], list[tuple[int, int | None]]]]:
    """For each panel, its sittings between two days with the last day to refer to each."""
    panels = {panel.name: panel for panel in file.panel}

    def days_of(panel: Panel) -> Callable[[int, int], list[tuple[int, int | None]]]:
        return lambda start, end: [
            (planned.day, refer_by(panel, planned.day, calendar))
            for planned in planned_days(panel, panels, calendar, start, end)
            if planned.skipped is None
        ]

    return {panel.name: days_of(panel) for panel in file.panel}
