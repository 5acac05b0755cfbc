"""Reads a council's extract into a caseload: the Annex A workbook, or its List 8 as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from records.annex_a import ChildRow, Excluded, read_list_8, read_list_10
from records.mapping import ExtractMapping, default_mapping
from records.problems import RowProblem
from records.tables import find_table, try_table
from records.workbook import read_workbook

LIST_8 = 'List 8 "Children in care"'


@dataclass(frozen=True, slots=True)
class ListTen:
    """Where the adoption dates stand, when the file has them."""

    sheet: str
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Caseload:
    """What a file says, before it is compared with what is known.

    `problems` are refused rows and values left out; `headings` are the columns by our name, as the file has them.
    """

    filename: str
    sheet: str
    heading_line: int
    headings: Mapping[str, str]
    rows: tuple[ChildRow, ...]
    problems: tuple[RowProblem, ...]
    excluded: tuple[Excluded, ...]
    taken: Mapping[str, int]
    listed: frozenset[str]  # every reference in the list, refused and excluded rows included
    list_10: ListTen | None
    mapping: ExtractMapping


def read_caseload(data: bytes, filename: str, mapping: ExtractMapping | None = None) -> Caseload:
    """Raises RecordError, one sentence of what was found and what to do, for a file without a readable List 8."""
    mapping = mapping or default_mapping()
    book = read_workbook(data, filename)
    table = find_table(book, mapping.headings["List 8"], LIST_8)
    read = read_list_8(table, mapping, book.epoch, book.formulas)
    listed = frozenset(row.text("child") for row in table.rows) - {""}
    rows, problems = read.rows, read.problems
    adoption = try_table(book, mapping.headings["List 10"])
    if adoption is not None:
        dates, more = read_list_10(adoption, mapping, book.epoch, book.formulas, listed)
        rows = tuple(replace(row, adoption=dates.get(row.child)) for row in rows)
        problems += tuple(more)
    return Caseload(
        filename=filename,
        sheet=table.sheet,
        heading_line=table.heading_line,
        headings=table.headings,
        rows=rows,
        problems=problems,
        excluded=read.excluded,
        taken=read.taken,
        listed=listed,
        list_10=ListTen(adoption.sheet, adoption.headings) if adoption else None,
        mapping=mapping,
    )
