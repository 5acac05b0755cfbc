"""Workbooks for tests: List 8 as councils send it, and broken in one way at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from records.files.mapping import default_mapping
from records.previews.caseload import Caseload, read_caseload

DAY = date(2026, 11, 20)

GOOD: Mapping[str, Any] = {
    "Child Unique ID": "C-1042",
    "Date of Birth": date(2019, 5, 2),
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "b) No",
    "Date Started to be Looked After": date(2026, 1, 5),
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": "b) No",
    "Start date of current legal status": date(2026, 1, 5),
    "Child's Legal Status": "e) Accommodated under S20",
    "Date of Latest Statutory Review": date(2026, 4, 30),
    "Date of Last Social Work Visit": date(2026, 11, 2),
    "What is the permanence plan for this child?": "f) Long-term fostering",
    "Date Ceased to be Looked After": "",
    "Reason Ceased to be Looked After": "",
    "Start Date of Most Recent Placement": date(2026, 1, 5),
    "Placement Type": "f) U6: Foster placement - not FFA",
    "Allocated Team": "Children in Care East",
    "Allocated Worker": "Amy Sinclair",
}
LIST_10 = (
    "Child Unique ID",
    "Date of Decision that Child Should be Placed for Adoption",
    "Date of Placement Order",
    "Date of Matching Child and Prospective Adopters",
    "Date Placed for Adoption",
    "Date of Adoption Order",
    "Date of Decision that Child Should No Longer be Placed for Adoption",
)


def child(**changes: Any) -> dict[str, Any]:
    """A good row with some cells changed, by the names the mapping file gives its columns."""
    headings = default_mapping().headings["List 8"]
    return {**GOOD, **{headings[name].title: value for name, value in changes.items()}}


def workbook(*rows: Mapping[str, Any], **options: Any) -> bytes:
    """An .xlsx with these rows under List 8; see `sheets` for the options."""
    return sheets({options.pop("sheet", "List 8"): list(rows) or [GOOD]}, **options)


def sheets(
    content: Mapping[str, Sequence[Mapping[str, Any]]],
    above: int = 0,
    touch: Callable[[Any, Any], None] = lambda book, sheet: None,
) -> bytes:
    """Each sheet's rows with their headings, `above` lines of title first; `touch` may spoil the last sheet."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in content.items():
        sheet = book.add_worksheet(name)
        for line in range(above):
            sheet.write(line, 0, "Ofsted inspection of local authority children's services" if line == 0 else "")
        for column, heading in enumerate(rows[0]):
            sheet.write(above, column, heading)
        for number, row in enumerate(rows, start=above + 1):
            for column, value in enumerate(row.values()):
                if isinstance(value, datetime | date):
                    sheet.write_datetime(number, column, value, dated)
                elif value is not None and value != "":
                    sheet.write(number, column, value)
        touch(book, sheet)
    book.close()
    return data.getvalue()


def parts_replaced(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with every part rewritten by `change(name, content)`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return out.getvalue()


def read(*rows: Mapping[str, Any], **options: Any) -> Caseload:
    return read_caseload(workbook(*rows, **options), "caseload.xlsx")
