"""What happened to children in care and in short breaks, made up: the truth that files then tell in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

BEGAN, TODAY = date(2020, 6, 1), date(2026, 11, 20)
BREAKS = ("V3", "V4")
STATUSES = ("V2", "C1", "C2", "E1", "L2", "J1", "D1")
PLACES = (
    *("U1", "U2", "U3", "U4", "U5", "U6", "T0", "T1", "T2", "T3", "T4"),
    *("A3", "A4", "A5", "A6", "P1", "P2", "K1", "K2", "H5", "R1", "S1", "Z1"),
)
REASONS = ("L", "P", "T", "B", "U")
ENDINGS = (
    *("E11", "E12", "E13", "E14", "E15", "E16", "E17", "E2", "E3", "E41", "E43", "E44", "E45", "E46", "E47", "E48"),
    *("E4A", "E4B", "E5", "E6", "E7", "E8", "E9"),
)
PLANS = ("", "Long-term fostering", "Adoption", "Return home", "SGO", "None")


@dataclass(frozen=True, slots=True)
class Spell:
    """An episode of care or of short breaks as it was; an open one has neither an end nor a reason for it."""

    began: date
    reason: str
    status: str
    place: str
    ended: date | None = None
    left_by: str = ""

    @property
    def is_break(self) -> bool:
        return self.status in BREAKS

    def known_on(self, day: date) -> Spell:
        """As somebody knew it on that day: what ended later was still open."""
        return self if self.ended is None or self.ended <= day else replace(self, ended=None, left_by="")


@dataclass(frozen=True, slots=True)
class Life:
    """One child: a number, which files write in several forms, and all spells in order of day."""

    number: int
    born: date
    unaccompanied: bool
    spells: tuple[Spell, ...]
    reviews: tuple[date, ...]
    plan: str

    def known_on(self, day: date) -> tuple[Spell, ...]:
        return tuple(spell.known_on(day) for spell in self.spells if spell.began <= day)


def days_between(low: int, high: int) -> st.SearchStrategy[timedelta]:
    """Of a short while oftener than of a long one."""
    few = st.integers(low, min(high, low + 9))
    return st.one_of(few, st.integers(low, high)).map(lambda days: timedelta(days=days))


@st.composite
def periods(draw: st.DrawFn, start: date, short: bool) -> list[Spell]:
    """A period of care, or a series of short breaks; either may turn into the other on the way."""
    found: list[Spell] = []
    began, reason = start, "S"
    while True:
        if found and draw(st.integers(0, 5)) == 0:
            short = not short
        again = found[-1] if found else None
        status = draw(st.sampled_from(BREAKS if short else STATUSES))
        place = draw(st.sampled_from(PLACES))
        if again and reason == "P" and again.status not in BREAKS and not short:
            status = again.status
        if again and reason == "L":
            place = again.place
        spell = Spell(began, reason, status, place)
        if len(found) == 4 or draw(st.integers(0, 3)) == 0:  # open
            return [*found, spell]
        ended = began + draw(days_between(1, 420))
        if draw(st.integers(0, 2)) == 0:
            return [*found, replace(spell, ended=ended, left_by=draw(st.sampled_from(ENDINGS)))]
        found.append(replace(spell, ended=ended, left_by="X1"))
        began, reason = ended, draw(st.sampled_from(REASONS))


@st.composite
def lives(draw: st.DrawFn, number: int) -> Life:
    """Up to three periods one after another, some touching on one day, and short breaks beside them."""
    began = BEGAN + draw(days_between(0, 2200))
    spells: list[Spell] = []
    for _ in range(draw(st.integers(1, 3))):
        spells += draw(periods(began, short=draw(st.integers(0, 4)) == 0))
        last = spells[-1].ended
        if last is None:
            break
        began = last + draw(days_between(0, 300))
    care = [spell for spell in spells if not spell.is_break and spell.reason == "S"]
    if care and draw(st.integers(0, 4)) == 0:  # short breaks that go on, on paper, after care began
        first = draw(st.sampled_from(care)).began
        aside = Spell(first - draw(days_between(1, 90)), "S", draw(st.sampled_from(BREAKS)), "U6")
        spells.append(replace(aside, ended=first + draw(days_between(0, 60)), left_by="E8"))
    until = tuple(_each_day_once(spell for spell in spells if spell.began <= TODAY))
    reviews = draw(st.lists(st.dates(BEGAN, TODAY), max_size=3, unique=True))
    born = draw(st.dates(date(2010, 1, 1), date(2020, 5, 1)))
    plan = draw(st.sampled_from(PLANS))
    return Life(number, born, draw(st.integers(0, 5)) == 0, until, tuple(sorted(reviews)), plan)


def _each_day_once(spells: Iterator[Spell]) -> Iterator[Spell]:
    """A return has one episode a child and day."""
    by_day: dict[date, Spell] = {}
    for spell in spells:
        by_day.setdefault(spell.began, spell.known_on(TODAY))
    return iter(by_day[day] for day in sorted(by_day))
