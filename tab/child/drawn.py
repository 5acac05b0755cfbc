"""A child's timeline as bands on a scale of days: what is drawn where, in units of a picture 1,000 wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from permanence.codes import EVENT, LEGAL_STATUS, PLACEMENT, PLAN, in_words
from permanence.explain import on_day
from usecases.children.show_stretches import Held, Stretches

WIDE, LEFT, HIGH, GAP = 1000, 110, 26, 8
LETTER = 7.2  # units a letter takes at most
FEWEST_DAYS = 90  # a child's first weeks are not stretched over the whole width


@dataclass(frozen=True, slots=True)
class Band:
    """A bar: from where, how wide, what it says in full, and what of it fits into it."""

    x: float
    width: float
    said: str
    fits: str
    odd: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture with its name."""

    name: str
    y: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting held on a day."""

    x: float
    said: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything drawn; `years` are where a year begins, with its number."""

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    marks_y: int
    years: tuple[tuple[float, int], ...]
    high: int


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        return round(LEFT + (WIDE - LEFT) * min(max((day - self.first).days / whole, 0), 1), 1)


def picture(its: Stretches, today: date) -> Picture | None:
    """None where nothing is on record to be drawn."""
    starts = [one.since for one in (*its.care, *its.statuses, *its.placements, *its.plans)] + [on for _, on in its.held]
    if not starts:
        return None
    earliest = date.fromordinal(today.toordinal() - FEWEST_DAYS)
    scale = _Scale(min(*starts, earliest), today)
    kinds: tuple[tuple[str, Iterable[Held], Mapping[str, str]], ...] = (
        ("In care", its.care, {"": "in care"}),
        ("Legal status", its.statuses, LEGAL_STATUS),
        ("Placement", its.placements, PLACEMENT),
        ("Plan", its.plans, PLAN),
    )
    lines = tuple(
        Line(name, 24 + at * (HIGH + GAP), tuple(_bands(held, words, scale)))
        for at, (name, held, words) in enumerate(kinds)
    )
    marks = tuple(Mark(scale.x(on), f"{in_words(EVENT, kind)}, {on_day(on)}") for kind, on in its.held)
    below = 24 + len(kinds) * (HIGH + GAP)
    years = list(range(scale.first.year + 1, today.year + 1))
    shown = years[:: max(1, len(years) // 12)]
    return Picture(lines, marks, below, tuple((scale.x(date(year, 1, 1)), year) for year in shown), below + HIGH)


def _bands(held: Iterable[Held], words: Mapping[str, str], scale: _Scale) -> Iterable[Band]:
    for at, one in enumerate(held):
        x, end = scale.x(one.since), scale.x(one.until or scale.last)
        width, name = max(round(end - x, 1), 2.0), in_words(words, one.code)
        since = on_day(one.since) if one.since_known else f"a day before {on_day(one.since)} that is not on record"
        said = f"{name}, from {since}{f' to {on_day(one.until)}' if one.until else ' until now'}"
        yield Band(x, width, said, name if len(name) * LETTER < width else "", at % 2 == 1)
