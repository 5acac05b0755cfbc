"""Reads a cell as a date: real dates, Excel day numbers and what is written; what is doubtful is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from permanence.written_dates import EARLIEST, LATEST, NUMERIC, Doubt, read_day, within
from records.files.workbook import Cell

__all__ = ["EARLIEST", "LATEST", "Doubt", "month_first", "read_date"]
DAY_NUMBER = re.compile(r"\s*\d{5}(?:\.\d+)?\s*")
# Zero as programs show it where a day is expected, and the point that statistics programs write for nothing.
NO_DAY = re.compile(
    r"\s*(?:\.|0+(?:\.0+)?|(?:0000[-/.]00[-/.]00|00[-/.]00[-/.]0000|00[-/.]01[-/.]1900)(?:[ T][0:.]+)?)\s*"
)


def read_date(cell: Cell, epoch: date, american: bool = False) -> date | Doubt | None:
    """None for an empty cell. `american`: the column also holds dates that are only possible month first."""
    match cell:
        case datetime():
            return within(cell.date())
        case date():
            return within(cell)
        case bool():
            return Doubt("is not a date: write it as dd/mm/yyyy")
        case int() | float():
            return _from_number(float(cell), epoch)
        case str() if NO_DAY.fullmatch(cell):
            return None
        case str():
            # A CSV holds no epoch of its own, and Excel has written day numbers from 1900 in it for 20 years.
            return _from_number(float(cell), epoch) if DAY_NUMBER.fullmatch(cell) else read_day(cell, american)
        case _:
            return Doubt("is a time, not a date: write it as dd/mm/yyyy")


def month_first(cells: Iterable[Cell]) -> bool:
    """Whether a column holds text like 04/25/2026, which makes 04/05/2026 in it doubtful."""
    for cell in cells:
        found = NUMERIC.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and int(found[1]) <= 12 < int(found[2]) <= 31:
            return True
    return False


def _from_number(number: float, epoch: date) -> date | Doubt | None:
    if 10_000 <= number <= 80_000:
        return within(epoch + timedelta(days=int(number)))
    if number == 0:
        return None
    if 80_000 < number <= date.max.toordinal() - epoch.toordinal():
        last = within(epoch + timedelta(days=int(number)))  # the last day of a database, as a number
        if last is None:
            return None
    if 19_000_000 < number < 30_000_000 and number.is_integer():
        return read_day(str(int(number)))
    return Doubt("is a number, not a date: write it as dd/mm/yyyy")
