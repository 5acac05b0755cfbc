"""Reads a cell as a date: real dates, Excel day numbers, dd/mm/yyyy and ISO text; what is doubtful is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from records.tables import as_text
from records.workbook import Cell

EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)
NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T]00:00(?::00)?)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})[ \-,]+(\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
FULL = [
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell is not a date, as the second half of a sentence."""

    why: str


def read_date(cell: Cell, epoch: date, american: bool = False) -> date | Doubt | None:
    """None for an empty cell. `american`: the column also holds dates that are only possible month first."""
    match cell:
        case datetime():
            return _in_range(cell.date())
        case date():
            return _in_range(cell)
        case bool():
            return Doubt("is not a date: write it as dd/mm/yyyy")
        case int() | float():
            return _from_number(float(cell), epoch)
        case str():
            return _from_text(as_text(cell), american)
        case _:
            return Doubt("is a time, not a date: write it as dd/mm/yyyy")


def month_first(cells: Iterable[Cell]) -> bool:
    """Whether a column holds text like 04/25/2026, which makes 04/05/2026 in it doubtful."""
    for cell in cells:
        found = NUMERIC.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and int(found[1]) <= 12 < int(found[2]) <= 31:
            return True
    return False


def _from_number(number: float, epoch: date) -> date | Doubt:
    if 10_000 <= number <= 80_000:
        return _in_range(epoch + timedelta(days=int(number)))
    return Doubt("is a number, not a date: write it as dd/mm/yyyy")


def _from_text(text: str, american: bool) -> date | Doubt | None:
    if not text:
        return None
    if found := ISO.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := NUMERIC.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        if month > 12 >= day:
            return Doubt("has the month before the day: write it as dd/mm/yyyy")
        if american and day <= 12 and day != month:
            return Doubt(
                "could be read two ways, since the column also has dates with the month first: "
                "write the whole column as dd/mm/yyyy"
            )
        return _made(year, month, day)
    if found := WORDS.fullmatch(text):
        word = found[2].lower()
        if word in MONTHS or word in FULL or word == "sept":
            return _made(int(found[3]), MONTHS.index(word[:3]) + 1, int(found[1]))
    if SHORT_YEAR.fullmatch(text):
        return Doubt("has a year of two digits: write the year in full, dd/mm/yyyy")
    return Doubt("is not a date: write it as dd/mm/yyyy")


def _made(year: int, month: int, day: int) -> date | Doubt:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        return Doubt("is not a day in the calendar: write the right date as dd/mm/yyyy")


def _in_range(day: date) -> date | Doubt:
    if EARLIEST <= day <= LATEST:
        return day
    return Doubt(f"is not between {EARLIEST.year} and {LATEST.year}: write the right date as dd/mm/yyyy")
