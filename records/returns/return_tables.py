"""The tables of the SSDA903 return: each is known by its columns, never by the name of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from records.files.problems import RecordError, shown
from records.files.references import cleaned
from records.files.tables import HEADINGS_WITHIN, Table, Wanted, as_text, plain, table_in
from records.files.workbook import Row, Workbook

# Column -> the fact it is here; a dash where the program reads nothing from it.
_CHILD = {"CHILD": "child"}
_BORN = {**_CHILD, "DOB": "date_of_birth"}


def _columns(read: Mapping[str, str], unread: str) -> Mapping[str, str]:
    return MappingProxyType({**read, **dict.fromkeys(unread.split(), "-")})


EPISODES, HEADER, REVIEWS, UASC = "Episodes", "Header", "Reviews", "UASC"
ADOPTED, PLACED = "AD1", "PlacedAdoption"
TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        HEADER: _columns(_BORN, "SEX ETHNIC UPN MOTHER MC_DOB"),
        EPISODES: _columns(
            {
                **_CHILD,
                **{"DECOM": "began", "RNE": "reason", "LS": "legal_status", "PLACE": "placement"},
                **{"DEC": "ended", "REC": "left_by"},
            },
            "CIN PLACE_PROVIDER REASON_PLACE_CHANGE HOME_POST PL_POST URN",
        ),
        REVIEWS: _columns({**_BORN, "REVIEW": "reviewed"}, "REVIEW_CODE"),
        UASC: _columns({**_BORN, "DUC": "ceased"}, "SEX"),
        ADOPTED: _columns(
            {**_BORN, "DATE_INT": "decided", "DATE_MATCH": "matched"}, "FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR"
        ),
        PLACED: _columns({**_BORN, "DATE_PLACED": "decided", "DATE_PLACED_CEASED": "reversed"}, "REASON_PLACED_CEASED"),
        "PrevPerm": _columns(_BORN, "PREV_PERM LA_PERM DATE_PERM"),
        "OC2": _columns(
            _BORN,
            "SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
            "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        ),
        "OC3": _columns(_BORN, "IN_TOUCH ACTIV ACCOM"),
        "Missing": _columns(_BORN, "MISSING MIS_START MIS_END"),
        "SWEpisodes": _columns(_BORN, "SW_ID SW_DECOM SW_DEC SW_REASON"),
        "DoLo": _columns(_BORN, "DOLO_START DOLO_END"),
    }
)
READ = (HEADER, EPISODES, REVIEWS, UASC, ADOPTED, PLACED)
_COLUMNS = {name: {plain(column): column for column in columns} for name, columns in TABLES.items()}
_BY_COLUMNS = {frozenset(columns): name for name, columns in _COLUMNS.items()}
_ANY = frozenset(key for columns in _COLUMNS.values() for key in columns)
_READ = {name: {plain(c) for c, fact in columns.items() if fact != "-"} for name, columns in TABLES.items()}
_OWN = {  # columns that no other table has: without one of them a table is not known
    name: frozenset(key for key in columns if sum(key in other for other in _COLUMNS.values()) == 1)
    for name, columns in _COLUMNS.items()
}
LIKE = 0.7  # of a table's columns: then the file was meant to be that table


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """One table of a return. `file` is its file, with its sheet where there are several."""

    name: str
    file: str
    table: Table
    book: Workbook
    lacking: tuple[str, ...] = ()  # columns of the table, none of them read, that the file does not have

    @property
    def used(self) -> bool:
        return self.name in READ

    @property
    def told(self) -> str:
        """What the file was recognised as, for the person who handed it in."""
        rows = len(self.table.rows)
        unused = "" if self.used else ", of which nothing is used"
        lacking = f"; it has no {', '.join(self.lacking)}, from which nothing is read" if self.lacking else ""
        beside = f"; not read of it: {', '.join(self.beside)}" if self.beside else ""
        return f"{self.file}: SSDA903 {self.name}, {rows:,} {'row' if rows == 1 else 'rows'}{unused}{lacking}{beside}"

    @property
    def beside(self) -> tuple[str, ...]:
        """Headings that are none of the table's."""
        return tuple(heading for heading in self.table.unread if plain(heading) not in _COLUMNS[self.name])


def return_tables(book: Workbook, *, exactly: bool = False) -> tuple[ReturnTable, ...]:
    """Every sheet of the workbook that is a table of the return; RecordError for one that nearly is.

    `exactly`: a table with any column more or fewer is none, since the council has a list of its own like it.
    """
    found: list[ReturnTable] = []
    for sheet in book.sheets:
        rows = [headings for row in sheet.rows[:HEADINGS_WITHIN] if (headings := _headings(row))]
        name = next((known for headings in rows if (known := _recognised(headings, exactly))), None)
        if name is None:
            for headings in rows if not exactly else ():
                _refuse_nearly(headings, book.filename, sheet.name)
            continue
        where = f"{book.filename}, {sheet.name}" if sheet.name and len(book.sheets) > 1 else book.filename
        wanted = {fact: Wanted((column,)) for column, fact in TABLES[name].items() if fact != "-"}
        table = table_in(sheet, wanted)
        if table is not None:
            has = {plain(heading) for heading in (*table.unread, *table.headings.values())}
            lacking = tuple(column for key, column in _COLUMNS[name].items() if key not in has)
            found.append(ReturnTable(name, where, cleaned(table), book, lacking))
    return tuple(found)


def _headings(row: Row) -> dict[str, str]:
    """A row's texts by their plain form."""
    texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
    return {plain(text): as_text(text) for text in texts}


def _recognised(columns: Mapping[str, str], exactly: bool) -> str | None:
    """The one table it is: with every column that is read, some that only this table has, and none of another's."""
    name = _BY_COLUMNS.get(frozenset(columns))
    if name is not None or exactly or "child" not in columns:
        return name
    could = [
        name
        for name, its in _COLUMNS.items()
        if _READ[name] <= columns.keys() and _OWN[name] & columns.keys() and not (columns.keys() & _ANY) - its.keys()
    ]
    return could[0] if len(could) == 1 else None


def _refuse_nearly(columns: Mapping[str, str], filename: str, sheet: str) -> None:
    """A table with a column too many or too few is one that somebody changed: which column is said."""
    for name, its in TABLES.items():
        wanted = {plain(column): column for column in its}
        common = wanted.keys() & columns.keys()
        if "child" not in common or len(common) < LIKE * len(wanted) or len(common) < 4:
            continue
        lacks = [column for key, column in wanted.items() if key not in columns and key in _READ[name]]
        extra = [shown(column, 30) for key, column in columns.items() if key not in wanted and key in _ANY]
        said = [f"lacks {', '.join(lacks)}"] if lacks else []
        said += [f"has {', '.join(extra[:5])} besides, of another table"] if extra else []
        where = f'sheet "{sheet}" of {filename}' if sheet else filename
        raise RecordError(
            f"{where} looks like the SSDA903 table {name} but {' and '.join(said)}: "
            "a table of the return is known by its columns; correct them and import it again."
        )
