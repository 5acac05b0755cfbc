"""Reads a workbook of Excel or LibreOffice or a CSV file into sheets of numbered rows, and nothing more."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, ZipError

from records.files import container
from records.files.problems import RecordError

Cell = str | float | int | bool | date | datetime | time | timedelta
MOST_ROWS = 100_000  # with something in them
DELIMITERS = ",;\t|"
EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the file has it; `line` is the number the spreadsheet program shows beside it."""

    line: int
    cells: tuple[Cell, ...]

    def at(self, index: int) -> Cell:
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def blank(self) -> bool:
        return all(isinstance(cell, str) and not cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """`epoch` is the day that Excel's day number 0 stands for in this file."""

    filename: str
    sheets: tuple[Sheet, ...]
    formulas: bool = False
    epoch: date = EXCEL_EPOCH


def read_workbook(data: bytes, filename: str) -> Workbook:
    """Raises RecordError with one sentence for a file that is not a workbook or a CSV, or is not safe to open."""
    if container.kind_of(data, filename) == "text":
        return Workbook(filename, (Sheet("", _text_rows(data, filename)),))
    parts = container.parts_of(data, filename)
    if container.is_open_document(parts, filename):
        container.refuse_repeated_cells(parts, filename)
        return Workbook(filename, _sheets(data, filename), container.has_formulas(parts))
    container.refuse_scattered_cells(parts, filename)
    epoch = date(1904, 1, 1) if container.counts_from_1904(parts) else EXCEL_EPOCH
    return Workbook(filename, _sheets(data, filename), container.has_formulas(parts), epoch)


def _sheets(data: bytes, filename: str) -> tuple[Sheet, ...]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [m.name for m in workbook.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
        found = [(name, workbook.get_sheet_by_name(name)) for name in visible or workbook.sheet_names]
        return tuple(_numbered(name, sheet.to_python(skip_empty_area=False), filename) for name, sheet in found)
    except PasswordError as error:
        raise RecordError(
            f"{filename} is protected with a password: save a copy without the password and import that."
        ) from error
    except (CalamineError, ZipError, ValueError) as error:
        raise RecordError(
            f"{filename} is damaged and cannot be opened: export it again and import the new file."
        ) from error


def _numbered(name: str, cells: list[list[Cell]], filename: str) -> Sheet:
    rows = tuple(Row(number, tuple(row)) for number, row in enumerate(cells, start=1))
    _refuse_too_many(sum(not row.blank for row in rows), f'Sheet "{name}" of {filename}')
    return Sheet(name, rows)


def _refuse_too_many(rows: int, where: str) -> None:
    """Blank rows do not count."""
    if rows > MOST_ROWS:
        raise RecordError(
            f"{where} has {rows:,} rows with something in them and at most {MOST_ROWS:,} are read: give a list the "
            "children in care now without earlier years, or a return one year a file, and import that."
        )


def decoded(data: bytes) -> str:
    """UTF-32 or UTF-16 by its mark, else UTF-8 with or without one, else what Windows writes."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _text_rows(data: bytes, filename: str) -> tuple[Row, ...]:
    text = decoded(data)
    rows: list[Row] = []
    line = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        for cells in reader:
            rows.append(Row(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise RecordError(
            f"{filename} breaks off at line {line}: open it in Excel, save it as CSV again and import that."
        ) from error
    _refuse_too_many(sum(not row.blank for row in rows), filename)
    return tuple(rows)


def _delimiter(text: str) -> str:
    """The separator that splits most of the first lines into the same number of cells, and into most cells."""
    head = text.splitlines()[:30]

    def evenness(mark: str) -> tuple[int, int]:
        widths = Counter(len(cells) for cells in csv.reader(head, delimiter=mark))
        return max(((lines, width) for width, lines in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=evenness)
