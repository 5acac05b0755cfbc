"""Who is in care, counted from the rows of the files alone: plain Python, and nothing of the product.

The newest word on a child counts. A return speaks to the end of its year, which is that of its last date, or to the day
it was made when that is before; a list speaks of the day it was made. Of two that speak to the same day the one made
later counts, of those made on one day the one handed in later.

By a return a child is in care when the last of its rows that are no short break has no end, or ends with X1 and no row
of the child begins after. By a list, when the child has a row without a date ceased.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook

BREAKS = ("V3", "V4")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """What one hand-in says of one child; it is `broken off` where its last row says that another follows."""

    until: date
    made: date
    turn: int
    in_care: bool
    status: str
    broken_off: bool = False

    @property
    def key(self) -> tuple[date, date, int]:
        return (self.until, self.made, self.turn)


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes


def rows_of(data: bytes) -> list[Row]:
    if data[:2] == b"PK":
        head, *lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        return [dict(zip(head, line, strict=True)) for line in lines]
    return list(csv.DictReader(io.StringIO(data.decode())))


def number(ref: Any) -> int:
    """Which child a reference is: 000457, 457, 457.0 and ="000457" are one."""
    return int(float(str(ref).strip('="')))


def day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return datetime.strptime(cell, "%d/%m/%Y").date() if cell else None


def year_end(on: date) -> date:
    return date(on.year + (on.month > 3), 3, 31)


def words(files: Iterable[Any], made: date, turn: int, year: date | None = None) -> dict[int, list[Word]]:
    """Each child's words in the files of one hand-in; `year` ends that of a return, where it is known beforehand."""
    found: dict[int, list[Word]] = defaultdict(list)
    by_year: dict[date, dict[int, dict[date, Row]]] = defaultdict(lambda: defaultdict(dict))
    for file in files:
        rows = rows_of(file.data)
        if not rows:
            continue
        if "RNE" in rows[0]:
            end = year or year_end(max(d for row in rows for d in (day(row["DECOM"]), day(row["DEC"])) if d))
            for row in rows:
                its = by_year[end][number(row["CHILD"])]
                began = day(row["DECOM"])
                assert began is not None
                other = its.get(began)
                if other is None or (day(row["DEC"]) or date.min) >= (day(other["DEC"]) or date.min):
                    its[began] = row
        elif "Child Unique ID" in rows[0]:
            for row in rows:
                gone = day(row["Date Ceased to be Looked After"])
                word = Word(made, made, turn, gone is None, row["Child's Legal Status"])
                found[number(row["Child Unique ID"])].append(word)
    for end, children in by_year.items():
        for child, its in children.items():
            found[child].append(_of_rows(its, min(end, made), made, turn))
    return found


def _of_rows(its: Mapping[date, Row], until: date, made: date, turn: int) -> Word:
    care = [on for on in sorted(its) if its[on]["LS"] not in BREAKS]
    if not care:
        return Word(until, made, turn, False, "")
    last = its[care[-1]]
    ended = day(last["DEC"])
    goes_on = last["REC"] in ("X1", "") and not any(on > care[-1] for on in its)
    open_now = ended is None or ended > made
    return Word(until, made, turn, open_now or goes_on, last["LS"], broken_off=not open_now and goes_on)


def newest(found: Sequence[Mapping[int, Sequence[Word]]]) -> dict[int, Word]:
    """The newest word on each child; a list handed in together with returns is the newer word of the same day."""
    its: dict[int, list[Word]] = defaultdict(list)
    for hand_in in found:
        for child, said in hand_in.items():
            its[child] += said
    return {child: max(said, key=lambda word: word.key) for child, said in its.items()}
