"""How long children in care waited for a plan and for permanence, counted from the day on which care began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from permanence.journey import Journey
from permanence.outcomes.curves import Wait
from permanence.rules.history import History, Segment, history

NO_PLAN = ""  # the route of a child of whom no plan was agreed
CLOSING = frozenset({"permanence_achieved", "adopted"})  # what may come on the very day on which care ends


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits by route, and the children left out because the day on which care began is not on record.

    A route is the plan agreed last in the period of care, as a code of `permanence.codes.PLAN`.
    """

    by_route: dict[str, tuple[Wait, ...]]
    without_start: tuple[str, ...]


def waits_for_plan(journeys: Iterable[Journey], since: date, as_of: date) -> Waits:
    """From entering care to the first plan agreed, of each period of care that began on `since` or later.

    They are one group: the route is not known until a plan is agreed.
    """
    found = _waits(journeys, since, as_of, "plan_agreed", lambda past, period: NO_PLAN)
    return Waits({NO_PLAN: found.by_route.get(NO_PLAN, ())}, found.without_start)


def waits_for_permanence(journeys: Iterable[Journey], since: date, as_of: date) -> Waits:
    """From entering care to permanence achieved, by route, of each period of care that began on `since` or later."""
    return _waits(journeys, since, as_of, "permanence_achieved", _route)


def _waits(
    journeys: Iterable[Journey], since: date, as_of: date, ends: str, route: Callable[[History, Segment], str]
) -> Waits:
    by_route: dict[str, list[Wait]] = defaultdict(list)
    without_start: list[str] = []
    for journey in journeys:
        past = history(journey, as_of)
        for period in past.segments:
            if not period.in_care or period.start < since.toordinal():
                continue
            if not period.start_known:
                without_start.append(journey.child)
                continue
            came = next((day for day, _ in past.of(ends) if belongs(period, day, ends)), None)
            days = (min(period.end, past.as_of) if came is None else came) - period.start
            by_route[route(past, period)].append(Wait(journey.child, days, came is not None))
    return Waits({its: tuple(waits) for its, waits in sorted(by_route.items())}, tuple(without_start))


def belongs(period: Segment, day: int, kind: str) -> bool:
    """Whether what happened on this day is of this period: permanence is of the one that ends on it, all else not."""
    if kind in CLOSING:
        return period.start < day <= period.end
    return period.start <= day < period.end


def _route(past: History, period: Segment) -> str:
    agreed = [fields["plan"] for day, fields in past.of("plan_agreed") if belongs(period, day, "plan_agreed")]
    return str(agreed[-1]) if agreed else NO_PLAN
