"""A table as a file: a workbook or CSV of any columns, whose texts are only ever texts and never computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from records.documents.tracking_sheet import (
    Column,
    Line,
    Looks,
    Value,
    cell_text,
    midnight,
    write_about,
    write_page,
)

COMPUTES = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\0",
    "＝",
    "＋",
    "－",
    "＠",
)  # what a spreadsheet may take for a formula
AS_TEXT = "'"


def table_workbook(
    title: str, as_of: date, columns: Sequence[Column[Line]], lines: Sequence[Line], about: Sequence[tuple[str, str]]
) -> bytes:
    """The same bytes for the same lines and day; `about` is its second page."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": midnight(as_of)})
    looks = Looks(book)
    write_page(book.add_worksheet(title), columns, lines, looks)
    write_about(book.add_worksheet("About"), about, looks)
    book.close()
    return data.getvalue()


def table_csv(columns: Sequence[Column[Line]], lines: Sequence[Line]) -> bytes:
    """With the mark by which spreadsheets know the encoding; days as 2026-03-12, which every program reads alike."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow([column.heading for column in columns])
    rows.writerows([[_plain(column.value(line)) for column in columns] for line in lines])
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str | int:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case int():
            return value
    text = cell_text(value).replace("\0", "\ufffd")
    return AS_TEXT + text if text.startswith((*COMPUTES, AS_TEXT)) else text
