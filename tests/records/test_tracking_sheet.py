"""The tracking sheet: every word survives and is never computed, dates are dates, equal data is equal bytes."""

from __future__ import annotations

import io
import re
import string
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import example, given, settings, strategies as st
from python_calamine import CalamineWorkbook

from records.documents.tracking_sheet import (
    ACTIONS,
    CHILDREN,
    COLOURS,
    TrackedAction,
    TrackedChild,
    Tracking,
    tracking_sheet,
)
from tests.records.contrast import contrast

TODAY = date(2026, 3, 12)
CHILD = TrackedChild("C-0001", "AB", "East", due=TODAY, standing="Overdue", open_actions=2, overdue_actions=1)
ACTION = TrackedAction(4, "C-0001", "AB", "East", "Ask the school.", "Erin East", date(2026, 3, 9), "Overdue by 3")

# Two overlapping marks of the file format itself, which no reader tells from an escaped character.
MARKS = re.compile(r"_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1).filter(
    lambda text: not MARKS.search(text)
)


def read(book: bytes, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def made(*, children: tuple[TrackedChild, ...] = (CHILD,), actions: tuple[TrackedAction, ...] = (ACTION,)) -> bytes:
    return tracking_sheet(Tracking(TODAY, children, actions, (("Procedure", "BCP"),)))


def part(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return parts.read(name).decode()


@given(words, words)
@settings(max_examples=150)
@example("=1+1", '=HYPERLINK("http://x","y")')
@example("+1", "-1")
@example("@SUM(A1)", "\t=1")
@example("\r=1", "\x00=1")
@example("a\r\nb", " leading and trailing ")
@example("_x0041_", "http://example.org")
@example("{=1}", "<b>&amp;</b>")
def test_every_text_is_read_back_as_it_was_and_is_a_cell_of_text(first: str, second: str) -> None:
    book = made(children=(TrackedChild(first, worker=second, because=first),), actions=())
    [_, row] = read(book, "Children")
    assert (row[0], row[3], row[8]) == (first, second, first)
    sheet = part(book, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    [cell] = re.findall(r'<c r="A2"[^>]*>', sheet)
    assert 't="s"' in cell


def test_a_text_that_begins_like_a_formula_stays_text_when_somebody_edits_it() -> None:
    book = made(children=(TrackedChild("=1"),))
    [style] = re.findall(r'<c r="A2" s="(\d+)"', part(book, "xl/worksheets/sheet1.xml"))
    formats = re.findall(r"<xf [^>]*", part(book, "xl/styles.xml").split("<cellXfs")[1])
    assert 'quotePrefix="1"' in formats[int(style)]


def test_what_no_file_can_hold_is_shown_as_missing_and_what_does_not_fit_is_cut() -> None:
    [_, row] = read(made(children=(TrackedChild("a\ud800b\uffff", worker="x" * 40_000),)), "Children")
    assert row[0] == "a\ufffdb\ufffd"
    assert len(str(row[3])) == 32_767
    assert str(row[3]).endswith("…")


def test_dates_are_dates_and_counts_are_numbers() -> None:
    headings, row = read(made(), "Children")
    said = dict(zip(headings, row, strict=True))
    assert said["Next panel due"] == TODAY
    assert (said["Open actions"], said["Overdue actions"]) == (2, 1)
    assert said["Last panel"] == ""
    [_, action] = read(made(), "Actions")
    assert date(2026, 3, 9) in action


def test_a_day_excel_cannot_count_is_written_in_words() -> None:
    [_, row] = read(made(children=(TrackedChild("C-1", entered=date(1899, 5, 2)),)), "Children")
    assert "1899-05-02" in row


@pytest.mark.parametrize(("sheet", "columns"), [("Children", CHILDREN), ("Actions", ACTIONS)])
def test_the_headings_stay_in_sight_and_filter(sheet: str, columns: tuple[object, ...]) -> None:
    number = 1 + ["Children", "Actions"].index(sheet)
    xml = part(made(), f"xl/worksheets/sheet{number}.xml")
    assert 'state="frozen"' in xml
    last = string.ascii_uppercase[len(columns) - 1]
    assert f'<autoFilter ref="A1:{last}2"/>' in xml


def test_a_colour_comes_with_the_word_it_stands_for_and_can_be_read() -> None:
    for word, (ground, ink) in COLOURS.items():
        assert contrast(ink, ground) >= 4.5, word
        assert '<cfRule type="beginsWith"' in part(made(), "xl/worksheets/sheet1.xml")
        assert f'operator="beginsWith" text="{word}"' in part(made(), "xl/worksheets/sheet1.xml")


def test_equal_data_is_equal_bytes_and_the_workbook_is_dated_by_its_data() -> None:
    assert made() == made()
    assert f"{datetime(2026, 3, 12):%Y-%m-%dT%H:%M:%SZ}" in part(made(), "docProps/core.xml")


def test_a_sheet_without_children_opens_too() -> None:
    book = made(children=(), actions=())
    assert [len(read(book, sheet)) for sheet in ("Children", "Actions")] == [1, 1]
