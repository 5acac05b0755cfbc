"""Writes children as an Annex A workbook: List 8 and List 10 with their official headings, dates as dates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from random import Random

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from records.lists.child_row import ChildRow
from records.sample.columns import LIST_8, LIST_10, Setting, Value


def annex_a_workbook(rows: Sequence[ChildRow], chance: Random, as_of: date) -> bytes:
    """The same bytes for the same rows, chance and day."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Annex A", "created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    setting = Setting(chance, as_of)
    for name, columns, listed in (
        ("List 8", LIST_8, rows),
        ("List 10", LIST_10, [row for row in rows if row.adoption]),
    ):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 60)
        for index, (heading, value) in enumerate(columns):
            sheet.set_column(index, index, 16)
            sheet.write_string(0, index, heading, bold)
            for number, row in enumerate(listed, start=1):
                _write(sheet, number, index, value(row, setting), dated)
    book.close()
    return data.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Value, dated: Format) -> None:
    match value:
        case date():
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), dated)  # noqa: DTZ001
        case int():
            sheet.write_number(row, column, value)
        case str() if value:
            sheet.write_string(row, column, value)
