"""The tables of the overview: rows of numbers, each number an address of the children behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from permanence.codes import PLAN, in_words
from permanence.explain import counted
from permanence.outcomes.curves import Step, days_until
from permanence.outcomes.scorecard import THRESHOLDS, Scorecard
from permanence.written_dates import FULL
from usecases.overview.figures import KINDS, Figures, Route

PATH, BEHIND = "/overview", "/overview/children"
NO_TEAM, NO_PLAN = "no team", "no plan agreed yet"
DRIFT = ("up to 2 weeks", "2 to 6 weeks", "6 to 12 weeks", "more than 12 weeks")
AFTER = (91, 182, 365, 730)  # days after which the share still waiting is told
NOT_SO_LONG = "not known yet"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and where the children behind it are; words where there is no number."""

    words: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heads; the first cell of each row is what the row is of. `drawn` names the chart beside it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Number, ...]], ...]
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line of a chart: after so many days this share, in hundredths, still waits."""

    name: str
    points: tuple[tuple[int, int], ...]


def link(name: str, team: str) -> str:
    """The address of the children behind a figure."""
    return f"{BEHIND}?{urlencode({'of': name, **({'team': team} if team else {})})}"


class Tables:
    """The tables of one overview."""

    def __init__(self, figures: Figures, team: str) -> None:
        self._its, self._team = figures, team

    def now(self) -> Table:
        rows = (
            ("Children in care", "in_care"),
            ("Overdue", "overdue"),
            ("Due in the next four weeks", "soon"),
            ("Open actions", "open_actions"),
            ("Overdue actions", "overdue_actions"),
            ("No plan agreed, second review held", "plan.none"),
            ("In care since a day not on record", "without_start"),
        )
        return Table("As it stands", ("", "Now"), tuple((words, (self._count(name),)) for words, name in rows))

    def drift(self) -> Table:
        rows = tuple((words, (self._count(f"drift.{at}"),)) for at, words in enumerate(DRIFT))
        return Table("How long overdue", ("Overdue for", "Meetings and duties"), rows, "bars")

    def by_clause(self) -> Table:
        return self._timely("By clause, the last twelve months", "Clause", "clause", self._its.clauses, str)

    def by_team(self) -> Table:
        return self._timely(
            "By team, the last twelve months", "Team", "team", self._its.teams, lambda team: team or NO_TEAM
        )

    def by_month(self) -> Table:
        return self._months("Month by month", "month")

    def actions(self) -> Table:
        return self._months("Actions, month by month", "actions")

    def second_review(self) -> Table:
        rows = (("By the second review", "plan.in_time"), ("Later", "plan.late"), ("None yet", "plan.none"))
        return Table(
            "A plan for permanence by the second review",
            ("Plan agreed", "Children in care"),
            tuple((words, (self._count(name),)) for words, name in rows),
        )

    def waits(self, what: str, routes: Iterable[Route]) -> Table:
        """Of each route: how many, and after so many days which share still waits."""
        heads = ("Route", "Over", "Still waiting", "Half of them", *(f"After {counted(days, 'day')}" for days in AFTER))
        rows = tuple((self.route(what, one), self._route(what, one)) for one in routes)
        end = "a plan" if what == "plan" else "permanence, by route"
        return Table(f"From entering care to {end}: who still waits", heads, rows)

    def route(self, what: str, one: Route) -> str:
        if what == "plan":
            return "All children"
        return in_words(PLAN, one.plan) if one.plan else NO_PLAN

    def curves(self, what: str, routes: Iterable[Route]) -> list[Curve]:
        return [Curve(self.route(what, one), points(one.steps)) for one in routes if one.steps]

    def scorecard(self, card: Scorecard, today: date) -> Table:
        year = card.end.year
        so_far = ", so far" if card.end > today else ""
        rows = (
            (
                "A10: entering care to moving in with the adoptive family, days",
                (self._days(card.a10.days, f"a10.{year}"), Number(str(THRESHOLDS["A10"]))),
            ),
            (
                "A2: court authority to a match, days",
                (self._days(card.a2.days, f"a2.{year}"), Number(str(THRESHOLDS["A2"]))),
            ),
            (
                "A3: waited less than 14 months",
                (Number(f"{card.a3.percent} %" if card.a3.percent is not None else "nobody"), Number("")),
            ),
            ("A3: children who waited less", (self._count(f"a3.within.{year}"), Number(""))),
            ("A3: children who waited longer", (self._count(f"a3.longer.{year}"), Number(""))),
            ("Left out: a day needed is not on record", (self._count(f"card.left_out.{year}"), Number(""))),
        )
        return Table(f"Three years to 31 March {year}{so_far}", ("Indicator", "Here", "Threshold"), rows)

    def _route(self, what: str, one: Route) -> tuple[Number, ...]:
        half = days_until(Fraction(1, 2), one.steps)
        return (
            self._count(f"wait.{what}.{one.plan}.over"),
            self._count(f"wait.{what}.{one.plan}.waiting"),
            Number(f"within {counted(half, 'day')}" if half is not None else NOT_SO_LONG),
            *(Number(_waiting_after(one, days)) for days in AFTER),
        )

    def _timely(self, caption: str, head: str, kind: str, groups: Sequence[str], words: Callable[[str], str]) -> Table:
        rows = tuple((words(group), self._how(f"{kind}.{group}")) for group in groups)
        return Table(caption, (head, "On time", "Late", "Overdue", "On time of all"), rows, "stacked")

    def _months(self, caption: str, kind: str) -> Table:
        groups = [month.isoformat() for month in self._its.months]
        return self._timely(caption, "Due in", kind, groups, month_in_words)

    def _how(self, group: str) -> tuple[Number, ...]:
        numbers = [self._its.count(f"{group}.{how}") for how in KINDS]
        all_of = sum(numbers)
        share = f"{_percent(Fraction(numbers[0], all_of))} %" if all_of else ""
        return (*(self._count(f"{group}.{how}") for how in KINDS), Number(share))

    def _count(self, name: str) -> Number:
        count = self._its.count(name)
        return Number(f"{count:,}", link(name, self._team) if count else "")

    def _days(self, days: int | None, name: str) -> Number:
        return Number("nobody") if days is None else Number(f"{days:,}", link(name, self._team))


def points(steps: Sequence[Step]) -> tuple[tuple[int, int], ...]:
    """A curve from all waiting on the first day; hundredths."""
    return ((0, 100), *((step.days, _percent(step.waiting)) for step in steps))


def month_in_words(iso: str) -> str:
    """2026-03-01 as March 2026."""
    first = date.fromisoformat(iso)
    return f"{FULL[first.month - 1].title()} {first.year}"


def _waiting_after(one: Route, days: int) -> str:
    """Nobody knows it when nobody has been followed so long, unless nobody waits any more."""
    waiting = next((step.waiting for step in reversed(one.steps) if step.days <= days), Fraction(1))
    return f"{_percent(waiting)} %" if one.longest >= days or not waiting else NOT_SO_LONG


def _percent(share: Fraction) -> int:
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)
