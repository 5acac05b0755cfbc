"""Reads a day as people and programs write it; what is doubtful is a doubt, what stands for "none" is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from permanence.written_signs import Doubt, plain_signs

__all__ = ["EARLIEST", "LATEST", "NO_DATE", "NUMERIC", "Doubt", "day_or_doubt", "read_day", "within"]
EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)
LONDON = ZoneInfo("Europe/London")
CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
NUMERIC = re.compile(rf"(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](\d{{4}})(?:[ T]{CLOCK})?", re.ASCII)
OFFSET = r"Z|[+-]\d{2}:?\d{2}"
ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?:[ T]({CLOCK}))? ?({OFFSET})?", re.ASCII)
BASIC_CLOCK = r"\d{4}(?:\d{2}(?:[.,]\d+)?)?"
BASIC_ISO = re.compile(
    rf"(\d{{4}})()(\d{{2}})(\d{{2}})(?:[ T]({BASIC_CLOCK}|{CLOCK}) ?({OFFSET}|[+-]\d{{2}})?)?", re.ASCII
)
WEEKDAY = re.compile(r"(mon|tues?|wed(?:s|nes)?|thu(?:r|rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?=\S)", re.ASCII)
NTH = r"(\d{1,2})(?:st|nd|rd|th)?"
WORDS = re.compile(rf"{NTH}(?: of)?[ \-/.]([a-z]{{3,9}})\.?[ \-/,.]+(\d{{4}})", re.ASCII)
MONTH_AND_DAY = re.compile(rf"([a-z]{{3,9}})\.? {NTH},? (\d{{4}})", re.ASCII)
SHORT_YEAR = re.compile(rf"{NTH}[/.\- ](?:\d{{1,2}}|[a-z]{{3,9}})[/.\- ]'?\d{{2}}", re.ASCII)
NO_YEAR = re.compile(rf"{NTH}(?:[/\-]\d{{1,2}}|(?: of)?[ \-/]([a-z]{{3,9}})\.?)|([a-z]{{3,9}})\.? {NTH}", re.ASCII)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
FULL = [
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
]  # fmt: skip
MONTH_WORDS = frozenset({*MONTHS, *FULL, "sept"})
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# The first and last days of databases and spreadsheets, which their exports write where there is no date.
FIRST_DAYS = frozenset(
    {date(1, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1)}
)
LAST_YEARS = (2999, 9999)
NO_DATE = Doubt("is not a date: write it as dd/mm/yyyy")


def read_day(text: str, american: bool = False, span: tuple[date, date] = (EARLIEST, LATEST)) -> date | Doubt | None:
    """None for nothing and for what stands for no date. `american`: beside it are dates with the month first."""
    read = _from_text(plain_signs(text), american)
    return within(read, span) if isinstance(read, date) else read


def day_or_doubt(text: str, span: tuple[date, date] = (EARLIEST, LATEST)) -> date | Doubt:
    """Where a day is asked for, what stands for no date is a doubt too."""
    return read_day(text, span=span) or NO_DATE


def within(day: date, span: tuple[date, date] = (EARLIEST, LATEST)) -> date | Doubt | None:
    """The day, none for the days that databases write where there is no date, or a doubt."""
    if span[0] <= day <= span[1]:
        return day
    if day in FIRST_DAYS or day.year in LAST_YEARS:
        return None
    return Doubt(f"is not between {span[0].year} and {span[1].year}: write the right date as dd/mm/yyyy")


def _from_text(text: str, american: bool) -> date | Doubt | None:
    if not text:
        return None
    if weekday := WEEKDAY.match(text):
        return _on_weekday(weekday[1][:3], _from_text(text[weekday.end() :], american))
    if found := ISO.fullmatch(text.upper()) or BASIC_ISO.fullmatch(text.upper()):
        return _from_iso(found)
    if found := NUMERIC.fullmatch(text.upper()):
        return _from_numeric(int(found[1]), int(found[2]), int(found[3]), american)
    if found := WORDS.fullmatch(text):
        return _from_words(found[1], found[2], found[3])
    if found := MONTH_AND_DAY.fullmatch(text):
        return _from_words(found[2], found[1], found[3])
    if SHORT_YEAR.fullmatch(text):
        return Doubt("has a year of two digits: write the year in full, dd/mm/yyyy")
    found = NO_YEAR.fullmatch(text)
    if found and (found[2] or found[3] or "jan") in MONTH_WORDS:
        return Doubt("has no year: write the day with its year, dd/mm/yyyy")
    return NO_DATE


def _from_iso(found: re.Match[str]) -> date | Doubt:
    """An instant with its offset is the day it was in London: 23:00Z in summer is the next day's midnight."""
    day = _made(int(found[1]), int(found[3]), int(found[4]))
    if not isinstance(day, date) or not (found[5] and found[6]):
        return day
    clock = found[5].split(":") if ":" in found[5] else (found[5][:2], found[5][2:4])
    hour, minute = int(clock[0]), int(clock[1])
    if hour > 23 or minute > 59:
        return NO_DATE
    offset = found[6].replace(":", "").ljust(5, "0")
    sign = -1 if offset[0] == "-" else 1
    ahead = timedelta() if found[6] == "Z" else sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    here = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - ahead
    return here.astimezone(LONDON).date()


def _from_numeric(day: int, month: int, year: int, american: bool) -> date | Doubt:
    if month > 12 >= day:
        return Doubt("has the month before the day: write it as dd/mm/yyyy")
    if american and day <= 12 and day != month:
        return Doubt(
            "could be read two ways, since the column also has dates with the month first: "
            "write the whole column as dd/mm/yyyy"
        )
    return _made(year, month, day)


def _from_words(day: str, month: str, year: str) -> date | Doubt:
    return _made(int(year), MONTHS.index(month[:3]) + 1, int(day)) if month in MONTH_WORDS else NO_DATE


def _on_weekday(weekday: str, read: date | Doubt | None) -> date | Doubt:
    if isinstance(read, date) and WEEKDAYS[read.weekday()][:3] != weekday:
        return Doubt(f"is a {WEEKDAYS[read.weekday()].title()}: correct the weekday or the date")
    return read or NO_DATE


def _made(year: int, month: int, day: int) -> date | Doubt:
    try:
        return date(year, month, day)
    except ValueError:
        return Doubt("is not a day in the calendar: write the right date as dd/mm/yyyy")
