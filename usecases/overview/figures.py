"""The figures of the overview: each by its name, as the lines that are counted. The number is how many lines it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from permanence.outcomes.curves import Step, Wait, curve
from permanence.outcomes.duties import BANDS, band
from permanence.outcomes.scorecard import Counted, Scorecard, scorecard
from permanence.outcomes.timeliness import Due, Timely, grouped, month_of, timely
from usecases.overview.outcomes import Outcome, months_shown, year_ends

SOON = timedelta(days=28)
KINDS = ("on_time", "late", "overdue")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing counted: the child, and what of them is counted. `days` is how late, or how long it took."""

    ref: str
    label: str
    team: str
    clause: str = ""
    due: date | None = None
    done: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The waits of one route: the curve, how many are over or still going on, and the longest, in days."""

    plan: str
    steps: tuple[Step, ...]
    over: int
    waiting: int
    longest: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure by its name, and what the tables are made of: clauses, teams, months, routes and scorecards."""

    lines: dict[str, tuple[Line, ...]]
    clauses: tuple[str, ...]
    teams: tuple[str, ...]
    months: tuple[date, ...]
    for_plan: Route
    for_permanence: tuple[Route, ...]
    cards: tuple[Scorecard, ...]

    def count(self, name: str) -> int:
        return len(self.lines.get(name, ()))


def figures_of(outcomes: Sequence[Outcome], today: date) -> Figures:
    """All figures of these children."""
    by_ref = {one.ref: one for one in outcomes}
    duties = [due for one in outcomes for due in one.duties]
    agreed = [due for one in outcomes for due in one.actions]
    months = months_shown(today)
    year = [due for due in duties if months[0] <= due.by <= today]
    to_plan, to_permanence = _routes(outcomes, "plan"), _routes(outcomes, "permanence")
    cards = tuple(
        scorecard((a for one in outcomes for a in one.adoptions[end]), end, today) for end in year_ends(today)
    )
    named: dict[str, Iterable[Line]] = {
        **dict(_now(outcomes, duties, agreed, today)),
        **dict(_grouped("clause", year, lambda due: due.clause, by_ref, today)),
        **dict(_grouped("team", year, lambda due: due.team, by_ref, today)),
        **dict(_grouped("month", year, lambda due: month_of(due).isoformat(), by_ref, today)),
        **dict(
            _grouped(
                "actions",
                [due for due in agreed if months[0] <= due.by <= today],
                lambda due: month_of(due).isoformat(),
                by_ref,
                today,
            )
        ),
        **dict(_plans(outcomes)),
        **dict(_waits(outcomes, by_ref)),
        **dict(_cards(cards, by_ref)),
    }
    return Figures(
        lines={name: tuple(lines) for name, lines in named.items()},
        clauses=tuple(sorted({due.clause for due in year})),
        teams=tuple(sorted({due.team for due in year})),
        months=months,
        for_plan=next(iter(to_plan), Route("", (), 0, 0, 0)),
        for_permanence=tuple(to_permanence),
        cards=cards,
    )


def _now(
    outcomes: Sequence[Outcome], duties: list[Due], agreed: list[Due], today: date
) -> Iterator[tuple[str, Iterable[Line]]]:
    by_ref = {one.ref: one for one in outcomes}
    stands, actions = timely(duties, today), timely(agreed, today)
    yield "in_care", [_of_child(one) for one in outcomes if one.in_care]
    yield "without_start", [_of_child(one) for one in outcomes if one.without_start]
    yield "overdue", _dues(stands.overdue, by_ref, today)
    yield "soon", _dues([due for due in stands.to_come if due.by <= today + SOON], by_ref, today)
    yield "overdue_actions", _dues(actions.overdue, by_ref, today)
    yield "open_actions", _dues((*actions.overdue, *actions.to_come), by_ref, today)
    for at in range(len(BANDS) + 1):
        yield f"drift.{at}", _dues([due for due in stands.overdue if band((today - due.by).days) == at], by_ref, today)


def _grouped(
    kind: str, things: list[Due], name: Callable[[Due], str], by_ref: dict[str, Outcome], today: date
) -> Iterator[tuple[str, Iterable[Line]]]:
    for group, its in grouped(things, name, today).items():
        for how in KINDS:
            yield f"{kind}.{group}.{how}", _dues(_of_kind(its, how), by_ref, today)


def _of_kind(its: Timely, how: str) -> tuple[Due, ...]:
    return {"on_time": its.on_time, "late": its.late, "overdue": its.overdue}[how]


def _plans(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Iterable[Line]]]:
    reviewed = [(one, one.review) for one in outcomes if one.review]
    groups = {
        "plan.in_time": [(one, its) for one, its in reviewed if its.in_time],
        "plan.late": [(one, its) for one, its in reviewed if its.planned and not its.in_time],
        "plan.none": [(one, its) for one, its in reviewed if its.planned is None],
    }
    for name, found in groups.items():
        yield name, [Line(one.ref, one.label, one.team, due=its.held, done=its.planned) for one, its in found]


def _routes(outcomes: Sequence[Outcome], what: str) -> list[Route]:
    by_route: dict[str, list[Wait]] = {}
    for one in outcomes:
        for route, waits in (one.for_plan if what == "plan" else one.for_permanence).items():
            by_route.setdefault(route, []).extend(waits)
    return [_route(route, waits) for route, waits in sorted(by_route.items()) if waits]


def _route(plan: str, waits: list[Wait]) -> Route:
    over = sum(wait.over for wait in waits)
    return Route(plan, curve(waits), over, len(waits) - over, max(wait.days for wait in waits))


def _waits(outcomes: Sequence[Outcome], by_ref: dict[str, Outcome]) -> Iterator[tuple[str, Iterable[Line]]]:
    found: dict[str, list[Line]] = {}
    for one in outcomes:
        for what, its in (("plan", one.for_plan), ("permanence", one.for_permanence)):
            for route, waits in its.items():
                for wait in waits:
                    name = f"wait.{what}.{route}.{'over' if wait.over else 'waiting'}"
                    found.setdefault(name, []).append(_of_child(by_ref[wait.child], wait.days))
    yield from found.items()


def _cards(cards: Sequence[Scorecard], by_ref: dict[str, Outcome]) -> Iterator[tuple[str, Iterable[Line]]]:
    for card in cards:
        groups: dict[str, Sequence[Counted]] = {
            "a10": card.a10.counted,
            "a2": card.a2.counted,
            "a3.within": card.a3.within,
            "a3.longer": card.a3.longer,
        }
        for name, counted in groups.items():
            yield f"{name}.{card.end.year}", [_of_child(by_ref[one.child], one.days) for one in counted]
        left_out = dict.fromkeys((*card.a10.left_out, *card.a2.left_out, *card.a3.left_out))
        yield f"card.left_out.{card.end.year}", [_of_child(by_ref[ref]) for ref in left_out]


def _dues(things: Iterable[Due], by_ref: dict[str, Outcome], today: date) -> list[Line]:
    """The latest first: how many days after its day it was done, or is not done yet."""
    lines = [
        Line(
            due.child,
            by_ref[due.child].label,
            due.team,
            due.clause,
            due.by,
            due.done,
            ((due.done or today) - due.by).days,
        )
        for due in things
    ]
    return sorted(lines, key=lambda line: (-(line.days or 0), line.ref))


def _of_child(one: Outcome, days: int | None = None) -> Line:
    return Line(one.ref, one.label, one.team, days=days)
