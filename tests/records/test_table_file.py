"""A table as a file: read back it says what it said, and no text in it is ever computed."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given, strategies as st
from python_calamine import CalamineWorkbook

from records.documents.table_file import AS_TEXT, COMPUTES, table_csv, table_workbook
from records.documents.tracking_sheet import Column

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)
HEADED: list[Column[str]] = [Column("Words", 20, lambda text: text)]


@given(
    st.lists(TEXTS | st.sampled_from(COMPUTES).flatmap(lambda sign: TEXTS.map(lambda text: sign + text)), max_size=8)
)
def test_every_text_of_a_csv_is_read_back_and_begins_like_no_formula(texts: list[str]) -> None:
    read = list(csv.reader(io.StringIO(table_csv(HEADED, texts).decode("utf-8-sig"), newline="")))[1:]
    cells = [line[0] if line else "" for line in read]
    assert not [cell for cell in cells if cell.startswith(COMPUTES)]
    assert [cell.removeprefix(AS_TEXT) for cell in cells] == [
        text.removeprefix(AS_TEXT).replace("\0", "\ufffd") for text in texts
    ]


@given(st.sampled_from(COMPUTES[:4]), TEXTS)
def test_a_text_of_a_workbook_stays_a_text(sign: str, text: str) -> None:
    body = table_workbook("Tracker", date(2026, 1, 5), HEADED, [sign + text], ())
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("Tracker").to_python()
    assert sheet == [["Words"], [sign + text]]
    assert table_workbook("Tracker", date(2026, 1, 5), HEADED, [sign + text], ()) == body
