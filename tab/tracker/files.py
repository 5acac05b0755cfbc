"""The tracker as files: the same rows and columns as the view on the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from permanence.explain import on_day
from permanence.policy import Policy
from records.documents.table_file import table_csv, table_workbook
from records.documents.tracking_sheet import Column
from tab.tracker.address import Address
from tab.tracker.columns import BY_KEY, TrackerColumn
from usecases.tracker.rows import Row

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


def as_workbook(policy: Policy, asked: Address, rows: Sequence[Row], today: date) -> bytes:
    about = (
        ("Procedure", f"{policy.title}, {policy.authority}, {policy.version}"),
        ("As of", on_day(today)),
        ("A copy", "what is changed in this workbook changes nothing in Permanence"),
        ("Confidential", f"this workbook is about children; the record itself is {policy.record_system}"),
    )
    return table_workbook("Tracker", today, _columns(asked, today), rows, about)


def as_csv(asked: Address, rows: Sequence[Row], today: date) -> bytes:
    return table_csv(_columns(asked, today), rows)


def _columns(asked: Address, today: date) -> list[Column[Row]]:
    return [_column(BY_KEY[key], today) for key in asked.columns]


def _column(its: TrackerColumn, today: date) -> Column[Row]:
    return Column(its.heading, its.width, lambda row: its.value(row, today), coloured=its.key == "late")
