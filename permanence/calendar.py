"""Working days of England and Wales and the date arithmetic every policy shares, from one table of ordinals."""

from __future__ import annotations

import calendar as months_of
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path

BANK_HOLIDAYS = Path(__file__).with_name("bank_holidays.txt")
FIRST_YEAR, LAST_YEAR = 1985, 2065
SATURDAY = 5
UNITS = ("days", "weeks", "months", "years", "working_days")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as a procedure writes it; `unit` is one of UNITS."""

    unit: str
    count: int

    def __str__(self) -> str:
        unit = self.unit.replace("_", " ")
        return f"{self.count} {unit if self.count != 1 else unit[:-1]}"


@cache
def bank_holidays(year: int) -> Mapping[int, str]:
    """Bank holidays of England and Wales that fall in `year`, as ordinal to name."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        return _listed()[year]
    return reckoned(year)


def reckoned(year: int) -> Mapping[int, str]:
    """The same, reckoned anew: of years beyond the list, and to make the list."""
    import holidays  # it loads every country of the world, which takes longer than most commands

    named = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return {
        day.toordinal(): name.replace("(observed)", "(substitute day)")
        for day, name in sorted(named.items())
        if day.year == year
    }


@cache
def _listed() -> Mapping[int, Mapping[int, str]]:
    """The list that `python -m tools.bank_holidays` writes, year by year; a test compares it."""
    years: dict[int, dict[int, str]] = {year: {} for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    for line in BANK_HOLIDAYS.read_text(encoding="utf-8").splitlines():
        day, _, name = line.partition(" ")
        years[int(day[:4])][date.fromisoformat(day).toordinal()] = name
    return years


def add_months(day: int, count: int) -> int:
    """The same day of the month `count` months on (or back), clamped to the month's end."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal()


def end_of_month(day: int, count: int) -> int:
    """The last day of the calendar month `count` months after the month `day` is in."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, months_of.monthrange(year, month + 1)[1]).toordinal()


def birthday(born: int, age: int) -> int:
    """The day an age is reached; someone born on 29 February reaches it on 1 March of a common year."""
    start = date.fromordinal(born)
    if start.month == 2 and start.day == 29 and not months_of.isleap(start.year + age):
        return date(start.year + age, 3, 1).toordinal()
    return start.replace(year=start.year + age).toordinal()


class Calendar:
    """Working days less the authority's own closure days; days go in and out as ordinals."""

    __slots__ = ("_closures", "_counts", "_days", "_first", "_last", "_names", "_off")

    def __init__(self, closures: Mapping[date, str] | None = None) -> None:
        self._closures = {day.toordinal(): name for day, name in (closures or {}).items()}
        self._build(FIRST_YEAR, LAST_YEAR)

    def _build(self, first_year: int, last_year: int) -> None:
        """The table: every working day in order, and how many there are up to each day of the span."""
        named: dict[int, str] = {}
        for year in range(first_year, last_year + 1):
            named.update(bank_holidays(year))
        named |= self._closures
        self._first = date(first_year, 1, 1).toordinal()
        self._last = date(last_year, 12, 31).toordinal()
        span = range(self._first, self._last + 1)
        works = [(day + 6) % 7 < SATURDAY and day not in named for day in span]
        self._days = [day for day, yes in zip(span, works, strict=True) if yes]
        self._counts = list(accumulate(works))
        self._names = {day: name for day, name in named.items() if (day + 6) % 7 < SATURDAY}
        self._off = sorted(self._names)

    def _cover(self, day: int, working_days: int) -> None:
        """Extends the table when a day outside it is asked for, so that no answer is ever cut short."""
        years = 2 + working_days // 250
        year = date.fromordinal(day).year
        first = min(date.fromordinal(self._first).year, year - years)
        last = max(date.fromordinal(self._last).year, year + years)
        self._build(max(first, 1), min(last, 9999))

    def _position(self, day: int, working_days: int = 0) -> int:
        """How many working days of the table fall on or before `day`."""
        reach = 366 + 2 * working_days
        if not self._first + reach <= day <= self._last - reach:
            self._cover(day, working_days)
        return self._counts[day - self._first]

    def is_working_day(self, day: int) -> bool:
        position = self._position(day)
        return position > 0 and self._days[position - 1] == day

    def working_days_after(self, day: int, count: int) -> int:
        """Day `count` of a period whose day 1 is the working day after `day`."""
        position = self._position(day, count)
        return self._days[position + count - 1]

    def working_days_before(self, day: int, count: int) -> int:
        """The `count`th working day before `day`."""
        position = self._position(day - 1, count)
        return self._days[position - count]

    def working_days_between(self, start: int, end: int) -> int:
        """How many working days there are after `start` and up to `end`."""
        self._position(start)
        position = self._position(end)
        return position - self._position(start)

    def last_working_day(self, day: int) -> int:
        """The last working day on or before `day`."""
        position = self._position(day)
        return self._days[position - 1]

    def aim_for(self, due: date) -> date:
        """The last working day up to a due date."""
        return date.fromordinal(self.last_working_day(due.toordinal()))

    def next_working_day(self, day: int) -> int:
        """The first working day on or after `day`."""
        position = self._position(day - 1)
        return self._days[position]

    def after(self, day: int, length: Duration) -> int:
        """The last day within `length` of `day`."""
        match length.unit:
            case "weeks":
                return day + 7 * length.count
            case "working_days":
                return self.working_days_after(day, length.count)
            case "months":
                return add_months(day, length.count)
            case "days":
                return day + length.count
            case _:
                return add_months(day, 12 * length.count)

    def before(self, day: int, length: Duration) -> int:
        """The day `length` before `day`."""
        match length.unit:
            case "working_days":
                return self.working_days_before(day, length.count)
            case unit:
                return self.after(day, Duration(unit, -length.count))

    def name_of_day_off(self, day: int) -> str | None:
        """The bank holiday or closure that takes a weekday out of the working week."""
        self._position(day)
        return self._names.get(day)

    def days_off_between(self, start: int, end: int) -> tuple[str, ...]:
        """Names of the bank holidays and closures on weekdays after `start` and up to `end`, in order."""
        self._position(start)
        self._position(end)
        days = self._off[bisect_right(self._off, start) : bisect_right(self._off, end)]
        return tuple(dict.fromkeys(self._names[day] for day in days))

    def closures(self, start: int, end: int) -> Iterable[tuple[int, str]]:
        """Weekdays from `start` to `end` that are not working days, with their names."""
        self._position(start)
        self._position(end)
        days = self._off[bisect_left(self._off, start) : bisect_right(self._off, end)]
        return [(day, self._names[day]) for day in days]
