"""When: the days that `this week`, `by Friday`, `next 14 days` or `3 December` are, counted from today."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from permanence.explain import counted
from permanence.written_dates import FULL, MONTHS, WEEKDAYS, read_day

WEEKDAY = "|".join((*WEEKDAYS, "mon", "tues", "tue", "weds", "wed", "thurs", "thur", "thu", "fri"))
MONTH = "|".join((*FULL, *MONTHS, "sept"))
NAMED = re.compile(
    r"\b(today|tonight|tomorrow|yesterday|(?:this|next|last) (?:week|month)|this (?:morning|afternoon))\b"
)
AHEAD = re.compile(r"\b(?:in |within |over )?(?:the )?next (\d{1,3}|two|three|four|six) (day|week|month)s?\b")
FORTNIGHT = re.compile(r"\b(?:in |within |over )?(?:the |this |next |a )*fortnight\b")
BY_DAY = re.compile(rf"\b(?:(by|before|until|till|on|this|next|last|for) )?(?:{WEEKDAY})\b")
ON_WEEKDAY = re.compile(rf"\b({WEEKDAY})\b")
IN_MONTH = re.compile(rf"\b(?:in|for|during) ({MONTH})\b(?! \d)")
NTH = r"\d{1,2}(?:st|nd|rd|th)?"
NO_NTH = r"(?<!\d )(?<!(?:st|nd|rd|th|of) )"
# "3 Dec 27" has a year of two digits: it is neither 3 December nor 27 December.
WRITTEN = re.compile(
    rf"\b(?:(by|before|until|till|on|for) )?(?:the )?"
    rf"((?:(?:{WEEKDAY}) )?(?:"
    rf"{NTH}(?: of)? (?:{MONTH})(?: \d{{4}})?|{NO_NTH}(?:{MONTH}) {NTH}(?: \d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}))(?!\w| \d\d?(?!\S))"
)
DAY_OF_MONTH = re.compile(r"\b(?:(by|before|until|till|on|for) )?(\d{1,2}/\d{1,2})(?![\w/.-])")
END_OF = re.compile(
    r"\b(?:(?:by|before|until|till|at) )?(?:the )?end of (?:the |this )?"
    rf"(next week|next month|week|month|year|{MONTH})\b"
)
FEAST = re.compile(r"\b(?:by|before|until|till) (?:xmas|christmas|new year)\b")
COUNTS = {"two": 2, "three": 3, "four": 4, "six": 6}
ENDS = ("by", "before", "until", "till")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start`, or from any time when there is none, to `end`. `words` read back as the same days."""

    words: str
    start: date | None
    end: date

    def has(self, day: date | None) -> bool:
        """Whether a day is one of them; no day never is."""
        return day is not None and day <= self.end and (self.start is None or day >= self.start)


def read_period(said: str, today: date) -> tuple[Period | None, str]:
    """The first period named in these words, and the words without it."""
    for pattern, made in READERS:
        if found := pattern.search(said):
            period = made(found, today)  # none where a day is no day, or not of the weekday it names
            return period, f"{said[: found.start()]} {said[found.end() :]}" if period else said
    return None, said


def _ahead(found: re.Match[str], today: date) -> Period | None:
    count = COUNTS.get(found[1]) or int(found[1])
    days = count * {"day": 1, "week": 7, "month": 30}[found[2]]
    return Period(f"next {counted(days, 'day')}", today, today + timedelta(days=days)) if count else None


def _fortnight(found: re.Match[str], today: date) -> Period:
    return Period("next 14 days", today, today + timedelta(days=14))


def _named(found: re.Match[str], today: date) -> Period:
    monday = today - timedelta(days=today.weekday())
    words = found[1]
    which, _, unit = words.partition(" ")
    turn = {"this": 0, "next": 1, "last": -1}.get(which, 0)
    if unit == "week":
        start = monday + timedelta(weeks=turn)
        return Period(words, start, start + timedelta(days=6))
    if unit == "month":
        months = today.year * 12 + today.month - 1 + turn
        return _of_month(words, months // 12, months % 12 + 1)
    day = today + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(words, 0))
    return Period(words if words in ("tomorrow", "yesterday") else "today", day, day)


def _written(found: re.Match[str], today: date) -> Period | None:
    words = re.sub(r"(?<=\d)(st|nd|rd|th)|\bof ", "", found[2])
    if re.search(r"\d{4}", words):
        read = read_day(words)
        days = [read] if isinstance(read, date) else []
    else:  # a day without its year is the next such day
        between = "/" if "/" in words else " "
        years = (today.year, today.year + 1)
        read_as = [read_day(f"{words}{between}{year}") for year in years]
        days = [day for day in read_as if isinstance(day, date) and day >= today]
    return _one_day(days[0], found[1] or "") if days else None


def _end_of(found: re.Match[str], today: date) -> Period | None:
    """To the last day of this week, month or year; a month by its name is the one that is now or comes next."""
    if found[1] == "year":
        return _one_day(date(today.year, 12, 31), "by")
    whole, _ = read_period(_unit(found[1]), today)
    return _one_day(whole.end, "by") if whole else None


def _unit(said: str) -> str:
    return f"this {said}" if said in ("week", "month") else said if said.startswith("next") else f"in {said}"


def _feast(found: re.Match[str], today: date) -> Period:
    last = date(today.year, 12, 31 if "year" in found[0] else 24)
    return _one_day(last if last >= today else last.replace(year=today.year + 1), "by")


def _weekday(found: re.Match[str], today: date) -> Period:
    """The next day of this name, today if it is one; the last one where it says so."""
    name = ON_WEEKDAY.search(found[0])
    assert name is not None
    at = next(number for number, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[1][:3]))
    ahead = (at - today.weekday()) % 7
    day = today + timedelta(days=ahead if found[1] != "last" else (ahead - 7))
    return _one_day(day, found[1] or "")


def _month(found: re.Match[str], today: date) -> Period:
    """The month of this name that is now or comes next."""
    number = MONTHS.index(found[1][:3]) + 1
    return _of_month(f"in {FULL[number - 1]}", today.year + (number < today.month), number)


def _one_day(day: date, how: str) -> Period:
    day -= timedelta(days=how == "before")
    words = f"{day.day} {FULL[day.month - 1].title()} {day.year}"
    return Period(f"by {words}", None, day) if how in ENDS else Period(words, day, day)


def _of_month(words: str, year: int, month: int) -> Period:
    return Period(words, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None]], ...] = (
    (FEAST, _feast),
    (END_OF, _end_of),
    (AHEAD, _ahead),
    (FORTNIGHT, _fortnight),
    (NAMED, _named),
    (WRITTEN, _written),
    (DAY_OF_MONTH, _written),
    (BY_DAY, _weekday),
    (IN_MONTH, _month),
)
