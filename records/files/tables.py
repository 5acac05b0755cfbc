"""Finds a list in a workbook by its headings, wherever the sheet, the titles above or the columns stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType

from permanence.clean_text import one_line
from records.files.problems import RecordError, shown
from records.files.workbook import Cell, Row, Sheet, Workbook

HEADINGS_WITHIN = 30  # rows searched for the headings
NOTHING: Mapping[str, str] = MappingProxyType({})
# What databases and programs write where there is nothing.
NONE = frozenset(
    {"null", "(null)", "<null>", "[null]", "none", "nan", "nat", "n/a", "#n/a", "<na>", "-", "--", "–", "—"}
)
LONGEST_NONE = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column the program reads: the official heading first, then the spellings councils use for it."""

    titles: tuple[str, ...]
    required: bool = True

    @property
    def title(self) -> str:
        return self.titles[0]


@dataclass(frozen=True, slots=True)
class Column:
    """`twins` are further columns with the same heading."""

    index: int
    heading: str
    twins: tuple[int, ...] = ()

    @property
    def letter(self) -> str:
        letters, number = "", self.index + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters


@dataclass(frozen=True, slots=True)
class TableRow:
    """A data row by the names of its columns; a column the file does not have reads as empty."""

    line: int
    cells: Mapping[str, Cell]
    differing: Mapping[str, str] = field(
        default_factory=lambda: NOTHING
    )  # by name, what a second column of the same heading says instead
    beyond: str = ""  # what stands behind the last heading of a CSV

    def cell(self, name: str) -> Cell:
        return self.cells.get(name, "")

    def text(self, name: str) -> str:
        return as_text(self.cell(name))


@dataclass(frozen=True, slots=True)
class Table:
    sheet: str
    heading_line: int
    columns: Mapping[str, Column]
    rows: tuple[TableRow, ...]
    unread: tuple[str, ...] = ()  # headings of columns that are none of those wanted

    @property
    def headings(self) -> dict[str, str]:
        """The columns by our name, as the file has them."""
        return {name: column.heading for name, column in self.columns.items()}

    def heading(self, name: str) -> str:
        return self.columns[name].heading if name in self.columns else ""


@lru_cache(maxsize=8192)  # the same headings and labels stand in every row
def plain(text: str) -> str:
    """A heading or a value without case, spaces, accents and punctuation: how two spellings are compared."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(ch for ch in folded if ch.isalnum())


def as_text(cell: Cell) -> str:
    """Whole numbers come out of Excel as 1761444.0 and are written without the point; dates as dd/mm/yyyy."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return one_line(str(cell))


def find_table(book: Workbook, wanted: Mapping[str, Wanted], what: str) -> Table:
    """The one table that has every required column; RecordError says which sheets were there and what lacked."""
    whole = [(sheet, table) for sheet, table in _headed(book, wanted) if not missing(table, wanted)]
    if not whole:
        raise RecordError(_not_found(book, wanted, what))
    if len(whole) > 1:
        named = [one for one in whole if plain(one[1].sheet).startswith(plain(what.split('"')[0]))]
        whole = named if len(named) == 1 else whole
    if len(whole) > 1:
        sheets = " and ".join(f'"{table.sheet}"' for _, table in whole)
        raise RecordError(f"{book.filename} has {what} more than once, on {sheets}: leave one of them and import it.")
    return _filled(*whole[0])


def try_table(book: Workbook, wanted: Mapping[str, Wanted]) -> Table | None:
    """The first table that has every required column, or none."""
    whole = ((sheet, table) for sheet, table in _headed(book, wanted) if not missing(table, wanted))
    return next((_filled(sheet, table) for sheet, table in whole), None)


def sheets_with(book: Workbook, wanted: Mapping[str, Wanted]) -> list[str]:
    """The sheets that have every required column, without reading their rows."""
    return [table.sheet for _, table in _headed(book, wanted) if not missing(table, wanted)]


def missing(table: Table, wanted: Mapping[str, Wanted]) -> list[str]:
    return [want.title for name, want in wanted.items() if want.required and name not in table.columns]


def _headed(book: Workbook, wanted: Mapping[str, Wanted]) -> list[tuple[Sheet, Table]]:
    """What each sheet has of the headings, without its rows."""
    found = [(sheet, _headings_in(sheet, wanted)) for sheet in book.sheets]
    return [(sheet, table) for sheet, table in found if table is not None]


def table_in(sheet: Sheet, wanted: Mapping[str, Wanted]) -> Table | None:
    """The sheet's rows below its headings, by the names of the columns wanted."""
    table = _headings_in(sheet, wanted)
    return _filled(sheet, table) if table is not None else None


def _headings_in(sheet: Sheet, wanted: Mapping[str, Wanted]) -> Table | None:
    """The heading row is the one where most wanted columns are named; merged headings may reach from above."""
    best: tuple[int, int, dict[str, Column], tuple[Cell, ...]] | None = None
    above: Row | None = None
    for position, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        for headings in (row.cells, _filled_from_above(row, above)):
            columns = _columns(headings, wanted)
            if columns and (best is None or len(columns) > best[0]):
                best = (len(columns), position, columns, headings)
        above = row
    if best is None:
        return None
    _, position, columns, headings = best
    read = {at for column in columns.values() for at in (column.index, *column.twins)}
    unread = tuple(shown(cell, 40) for at, cell in enumerate(headings) if at not in read and as_text(cell))
    return Table(sheet.name, sheet.rows[position].line, columns, (), unread)


def _filled(sheet: Sheet, table: Table) -> Table:
    below = (row for row in sheet.rows if row.line > table.heading_line and not row.blank)
    headed = next((len(row.cells) for row in sheet.rows if row.line == table.heading_line), 0)
    rows = ((row, _table_row(row, table.columns)) for row in below)
    if sheet.name:  # in a workbook each cell stands where it stands
        return replace(table, rows=tuple(read for _, read in rows))
    return replace(table, rows=tuple(replace(read, beyond=_beyond(row, headed)) for row, read in rows))


def _beyond(row: Row, headed: int) -> str:
    """What stands in a row of a CSV beyond its last heading: a comma in a value makes two cells of it."""
    return next((as_text(cell) for cell in row.cells[headed:] if as_text(cell)), "")


def _filled_from_above(row: Row, above: Row | None) -> tuple[Cell, ...]:
    if above is None:
        return row.cells
    width = max(len(row.cells), len(above.cells))
    return tuple(row.at(i) if as_text(row.at(i)) else above.at(i) for i in range(width))


def _columns(headings: tuple[Cell, ...], wanted: Mapping[str, Wanted]) -> dict[str, Column]:
    """Each wanted column at its first place from the left, with the further columns of that heading."""
    places: dict[str, Column] = {}
    for index, cell in enumerate(headings):
        if isinstance(cell, str) and cell.strip():
            first = places.setdefault(plain(cell), Column(index, shown(cell, 120)))
            if first.index != index:
                places[plain(cell)] = replace(first, twins=(*first.twins, index))
    found = {name: _first(places, want) for name, want in wanted.items()}
    return {name: column for name, column in found.items() if column is not None}


def _first(places: Mapping[str, Column], want: Wanted) -> Column | None:
    return next((places[plain(title)] for title in want.titles if plain(title) in places), None)


def _table_row(row: Row, columns: Mapping[str, Column]) -> TableRow:
    cells = {name: _given(row.at(column.index)) for name, column in columns.items()}
    differing: dict[str, str] = {}
    for name, column in columns.items():
        for twin in column.twins:
            other = _given(row.at(twin))
            if not as_text(cells[name]):
                cells[name] = other
            elif as_text(other) and as_text(other) != as_text(cells[name]):
                differing[name] = as_text(other)
    return TableRow(row.line, cells, differing or NOTHING)


def _given(cell: Cell) -> Cell:
    """The cell; out of ="000457", as text is kept in a CSV, and empty where a program wrote a word for nothing."""
    if not isinstance(cell, str):
        return cell
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 2:
        cell = cell[2:-1]
    return "" if len(cell) <= LONGEST_NONE and cell.strip().casefold() in NONE else cell


def _not_found(book: Workbook, wanted: Mapping[str, Wanted], what: str) -> str:
    """Which sheets there were, which one came nearest, what it lacks, and what to do."""
    tables = [table for _, table in _headed(book, wanted)]
    nearest = max(tables, key=lambda table: len(table.columns), default=None)
    names = [sheet.name for sheet in book.sheets if sheet.name]
    sheets = f" (sheets: {', '.join(shown(name, 31) for name in names[:15])})" if names else ""
    need = sum(want.required for want in wanted.values())
    if nearest is None or need - len(missing(nearest, wanted)) < min(3, need):
        return (
            f"{what} was not found in {book.filename}{sheets}: its headings are nowhere in it, such as "
            f'"{next(iter(wanted.values())).title}"; export {what} with its heading row and import that.'
        )
    gaps = [_gap(book, nearest, title) for title in missing(nearest, wanted)]
    where = f' on sheet "{nearest.sheet}", row {nearest.heading_line},' if nearest.sheet else ""
    return (
        f"{what} was not found whole in {book.filename}{sheets}:{where} these headings are missing: "
        f"{'; '.join(gaps)}; add the columns (they may be empty) or correct their headings."
    )


def _gap(book: Workbook, table: Table, title: str) -> str:
    """The missing heading, and the one in the file that looks most like it."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == table.sheet)
    headings = next(row for row in sheet.rows if row.line == table.heading_line).cells
    by_plain = {plain(str(cell)): shown(cell, 120) for cell in headings if isinstance(cell, str)}
    near = get_close_matches(plain(title), [key for key in by_plain if key], n=1, cutoff=0.8)
    return f'"{title}" (found "{by_plain[near[0]]}")' if near else f'"{title}"'
