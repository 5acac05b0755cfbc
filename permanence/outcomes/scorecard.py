"""The adoption scorecard's A10, A2 and A3 as the Department for Education defines them, over the three years to a day.

Source: Adoption scorecards, methodology and guidance (DfE). The years end on 31 March. The Department publishes a mean
rounded to the nearest day; thresholds of the last scorecards with one are in THRESHOLDS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permanence.journey import Journey
from permanence.outcomes.waits import belongs
from permanence.rules.history import History, Segment, history

THRESHOLDS = {"A10": 426, "A2": 121}  # days: 14 months and 4 months
FOURTEEN_MONTHS = 426  # days
WITH_FOSTER_CARER = frozenset({"A3", "A5"})
YEARS = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A child who is counted, with the days: entering care or the court's order to the move or the match."""

    child: str
    days: int


@dataclass(frozen=True, slots=True)
class Average:
    """A mean of days, rounded as the Department does, with the children behind it; none when nobody is counted."""

    days: int | None
    counted: tuple[Counted, ...]
    left_out: tuple[str, ...]  # adopted in these years, yet a day that is needed is not on record


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many: the children who waited less than 14 months, and those who did not."""

    within: tuple[Counted, ...]
    longer: tuple[Counted, ...]
    left_out: tuple[str, ...]

    @property
    def percent(self) -> int | None:
        total = len(self.within) + len(self.longer)
        return _rounded(100 * len(self.within), total) if total else None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The three indicators over the years from `start` to `end`, as the record stood on the day it was made."""

    start: date
    end: date
    a10: Average
    a2: Average
    a3: Share


@dataclass(frozen=True, slots=True)
class Adoption:
    """One period of care with adoption in it: the days that count, as ordinals, each none where there is none."""

    child: str
    entered: int | None
    ordered: int | None  # placement order
    matched: int | None
    placed: int | None
    moved_in: int | None  # with the adoptive family, or earlier as its foster child
    adopted: int | None
    decided: bool  # the agency decided for adoption, and nothing turned it
    ended: bool  # the period of care is over


def end_of_year(today: date) -> date:
    """The 31 March that has come last, today if it is one."""
    this = date(today.year, 3, 31)
    return this if this <= today else date(today.year - 1, 3, 31)


def scorecard(found: Iterable[Adoption], end: date, as_of: date) -> Scorecard:
    """The indicators for the three years that end on `end`, of adoptions as they were known then, or on `as_of`."""
    start, last = date(end.year - YEARS, 4, 1), min(end, as_of)
    known = list(found)
    adopted = [one for one in known if one.adopted is not None and start.toordinal() <= one.adopted <= last.toordinal()]
    going_on = [one for one in known if one.adopted is None and one.decided and not one.ended]
    return Scorecard(start, end, _a10(adopted), _a2(adopted), _a3(adopted, going_on, last))


def adoptions(journey: Journey, known_on: date) -> tuple[Adoption, ...]:
    """The periods of care in which adoption was decided, ordered or came about, as known on a day."""
    past = history(journey, known_on)
    found = (_adoption(past, period, journey.child) for period in past.segments if period.in_care)
    return tuple(one for one in found if one.adopted is not None or one.decided)


def _a10(adopted: list[Adoption]) -> Average:
    """From entering care to moving in with the adoptive family, as its foster child where a foster carer adopts."""
    placed = [one for one in adopted if one.placed is not None]
    counted = [
        Counted(one.child, max(0, one.moved_in - one.entered))
        for one in placed
        if one.entered is not None and one.moved_in is not None
    ]
    return _average(counted, [one.child for one in placed if one.entered is None])


def _a2(adopted: list[Adoption]) -> Average:
    """From the placement order to the match; nought where the match came first. It needs an order and a placing."""
    ordered = [one for one in adopted if one.placed is not None and one.ordered is not None]
    counted = [
        Counted(one.child, max(0, one.matched - one.ordered))
        for one in ordered
        if one.matched is not None and one.ordered is not None
    ]
    return _average(counted, [one.child for one in ordered if one.matched is None])


def _a3(adopted: list[Adoption], going_on: list[Adoption], last: date) -> Share:
    """Those adopted in these years and those with a decision for adoption, by the days to moving in, or so far."""
    within: list[Counted] = []
    longer: list[Counted] = []
    left_out: list[str] = []
    for one in (*(one for one in adopted if one.placed is not None), *going_on):
        if one.entered is None:
            left_out.append(one.child)
            continue
        until = last.toordinal() if one.moved_in is None else one.moved_in
        counted = Counted(one.child, max(0, until - one.entered))
        (within if counted.days < FOURTEEN_MONTHS else longer).append(counted)
    return Share(tuple(within), tuple(longer), tuple(left_out))


def _average(counted: list[Counted], left_out: list[str]) -> Average:
    total = sum(one.days for one in counted)
    return Average(_rounded(total, len(counted)) if counted else None, tuple(counted), tuple(left_out))


def _rounded(total: int, by: int) -> int:
    """The nearest whole number, a half upwards."""
    return (2 * total + by) // (2 * by)


def _adoption(past: History, period: Segment, child: str) -> Adoption:
    def days(kind: str, name: str = "", value: str = "", at: str = "") -> list[int]:
        known = [day for day, fields in past.of(kind) if not name or fields.get(name) == value]
        return [day for day in known if belongs(period, day, at or kind)]

    ordered = _first(days("order_made", "order", "placement_order") + _of_status(past, period))
    placed = _first(days("placed_for_adoption"))
    plans = [fields["plan"] for day, fields in past.of("plan_agreed") if belongs(period, day, "plan_agreed")]
    made = days("order_made", "order", "adoption_order", at="adopted")
    decided = bool(days("adoption_decision") or ordered is not None or placed is not None)
    return Adoption(
        child,
        entered=period.start if period.start_known else None,
        ordered=ordered,
        matched=_first(days("matched", "match", "adoption")),
        placed=placed,
        moved_in=_moved_in(past, period, placed),
        adopted=_first(days("permanence_achieved", "by", "adoption_order") + made),
        decided=decided and (not plans or plans[-1] == "adoption" or placed is not None),
        ended=period.end <= past.as_of,
    )


def _of_status(past: History, period: Segment) -> list[int]:
    """A return tells of a placement order by the legal status alone."""
    return [one.start for one in past.statuses if one.value == "E1" and belongs(period, one.start, "order_made")]


def _moved_in(past: History, period: Segment, placed: int | None) -> int | None:
    """The day of placing; of a foster carer who adopts, the day on which that foster placement began."""
    if placed is None:
        return None
    at = next((n for n, one in enumerate(past.placements) if one.start == placed), None)
    if at is None or past.placements[at].value not in WITH_FOSTER_CARER or at == 0:
        return placed
    before = past.placements[at - 1]
    return before.start if before.end == placed and before.start >= period.start else placed


def _first(days: list[int]) -> int | None:
    return min(days, default=None)
