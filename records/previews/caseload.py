"""A council's extract as a caseload: the Annex A workbook or its lists as CSV, or the tables of SSDA903 returns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from records.files.mapping import ExtractMapping, default_mapping
from records.files.problems import RowProblem
from records.files.references import children, cleaned
from records.files.tables import Table, find_table, try_table
from records.files.workbook import Workbook, read_workbook
from records.lists.annex_a import Excluded, read_list_8
from records.lists.child_row import ChildRow
from records.lists.list_10 import read_list_10
from records.returns.return_tables import ReturnTable
from records.returns.ssda903 import ChildHistory, read_returns

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
    Returns tell `histories` instead of `rows`, up to `reach`, the last day an episode of theirs began.
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
    histories: tuple[ChildHistory, ...] = ()
    returns: bool = False
    reach: date | None = None
    unread: tuple[str, ...] = ()  # headings of columns from which nothing is taken
    earlier: tuple[ChildRow, ...] = ()  # rows of periods of care before that in `rows`, the first one first


@dataclass(frozen=True, slots=True)
class Lists:
    """The list of children and, where it is given, that of adoptions, found in the files they came in."""

    book: Workbook
    children: Table
    adoption_book: Workbook
    adoption: Table | None = None


def read_caseload(data: bytes, filename: str, mapping: ExtractMapping | None = None) -> Caseload:
    """Raises RecordError, one sentence of what was found and what to do, for a file without a readable List 8."""
    book = read_workbook(data, filename)
    mapping = mapping or default_mapping()
    return annex_a_caseload(find_lists(book, book, mapping), mapping)


def returns_caseload(tables: Sequence[ReturnTable], mapping: ExtractMapping) -> Caseload:
    """All tables of all returns handed in together, as one."""
    files = list(dict.fromkeys(table.book.filename for table in tables))
    read = read_returns(tables, mapping)
    return Caseload(
        filename=files[0] if len(files) == 1 else f"{len(files)} files",
        sheet="",
        heading_line=1,
        headings={},
        rows=(),
        problems=read.problems,
        excluded=(),
        taken=dict(sorted(read.taken.items())),
        listed=read.listed,
        list_10=None,
        mapping=mapping,
        histories=read.histories,
        returns=True,
        reach=read.reach,
    )


def find_lists(book: Workbook, with_list_10: Workbook, mapping: ExtractMapping) -> Lists:
    """List 8 of the one, and List 10 of the other where it has one; they may be the same."""
    own = mapping.extract
    table = find_table(book, own.columns, own.name) if own else find_table(book, mapping.headings["List 8"], LIST_8)
    adoption = None if own else try_table(with_list_10, mapping.headings["List 10"])
    if adoption and with_list_10 is not book:
        adoption = replace(adoption, sheet=adoption.sheet or with_list_10.filename)  # so that a line says whose it is
    return Lists(book, cleaned(table), with_list_10, cleaned(adoption) if adoption else None)


def annex_a_caseload(lists: Lists, mapping: ExtractMapping) -> Caseload:
    """What the lists say of each child."""
    book, table, adoption = lists.book, lists.children, lists.adoption
    read = read_list_8(table, mapping, book.epoch, book.formulas)
    listed = children(table)
    rows, problems, taken = read.rows, read.problems, Counter(read.taken)
    if adoption is not None:
        other = lists.adoption_book
        steps_read = read_list_10(adoption, mapping, other.epoch, other.formulas, listed)
        dates = steps_read.dates
        rows = tuple(replace(row, adoption=dates[row.child]) if row.child in dates else row for row in rows)
        problems += steps_read.problems
        taken.update(steps_read.taken)
    steps = table if mapping.extract else adoption  # an extract of the council's own has them in the child's row
    return Caseload(
        filename=book.filename,
        sheet=table.sheet,
        heading_line=table.heading_line,
        headings=table.headings,
        rows=rows,
        problems=problems,
        excluded=read.excluded,
        taken=dict(sorted(taken.items())),
        listed=listed,
        list_10=ListTen(steps.sheet, steps.headings) if steps else None,
        mapping=mapping,
        unread=table.unread,
        earlier=read.earlier,
    )
