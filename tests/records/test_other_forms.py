"""The forms a list may come in: separators, letters, line ends, sheets; no child of any of them is lost."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from records.files.mapping import default_mapping
from records.files.problems import RecordError
from records.previews.handed_in import HandedIn, NamedFile, read_files
from records.previews.joined import compare_all
from records.previews.preview_text import preview_text
from tests.records.books import DAY, child, sheets
from tests.records.returns import episode

TEAM = "Café team – East"


def as_csv(separator: str = ",", above: int = 0, quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([["Ofsted"], *[[]] * (above - 1)] if above else [])
    row = child(team=TEAM)
    writer.writerow(row)
    writer.writerow(f"{value:%d/%m/%Y}" if isinstance(value, date) else value for value in row.values())
    return out.getvalue()


FORMS: dict[str, bytes] = {
    "commas": as_csv().encode(),
    "semicolons": as_csv(";").encode(),
    "tabs in UTF-16": as_csv("\t").encode("utf-16"),
    "UTF-16, the other way round": b"\xfe\xff" + as_csv(";").encode("utf-16-be"),
    "UTF-32": as_csv().encode("utf-32"),
    "UTF-32, the other way round": b"\x00\x00\xfe\xff" + as_csv().encode("utf-32-be"),
    "a mark": b"\xef\xbb\xbf" + as_csv().encode(),
    "two marks": b"\xef\xbb\xbf" * 2 + as_csv().encode(),
    "Windows letters": as_csv(";").encode("cp1252"),
    "bars": as_csv("|").encode(),
    "Excel's own line": b"sep=;\r\n" + as_csv(";").encode(),
    "every cell quoted": as_csv(";", quoting=csv.QUOTE_ALL).encode(),
    "old line ends": as_csv().replace("\r\n", "\r").encode(),
    "fifteen lines above": as_csv(above=15).encode(),
}


def given(*files: NamedFile) -> HandedIn:
    return read_files(files, default_mapping())


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_a_list_is_read_whatever_its_form(data: bytes) -> None:
    [caseload] = given(NamedFile("list.csv", data)).caseloads
    assert [(row.child, row.team, row.entered) for row in caseload.rows] == [("C-1042", TEAM, date(2026, 1, 5))]


def test_a_second_sheet_like_the_list_is_said_and_not_read() -> None:
    book = sheets({"List 8": [child()], "Copy of List 8": [child(), child(child="C-9")]})
    assert 'read from "List 8"; the list also stands on "Copy of List 8", not read' in " ".join(
        given(NamedFile("a.xlsx", book)).sources
    )


def test_two_sheets_of_which_neither_is_named_as_the_list_are_asked_about() -> None:
    book = sheets({"East": [child()], "West": [child(child="C-9")]})
    with pytest.raises(RecordError, match='"East" and "West": leave one of them'):
        given(NamedFile("a.xlsx", book))


def test_a_workbook_with_a_returns_table_and_the_list_loses_neither() -> None:
    book = sheets({"Episodes": [episode("C-7", "01/04/2021")], "List 8": [child()]})
    read = given(NamedFile("a.xlsx", book))
    preview = compare_all({}, read.caseloads, DAY)
    assert {change.child for change in preview.new} == {"C-7", "C-1042"}


def test_what_is_said_of_a_refused_row_does_not_say_that_it_was_taken() -> None:
    broken = as_csv().replace(TEAM, f"{TEAM}, and more").replace("05/01/2026", "tomorrow")
    said = preview_text(compare_all({}, given(NamedFile("a.csv", broken.encode())).caseloads, DAY))
    assert "beyond the last heading" in said
    assert "taken as it stands" not in said
