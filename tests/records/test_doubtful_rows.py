"""Rows as exports leave them: taken rightly, or asked about in one sentence; never passed over."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from records.files.mapping import load_mapping
from records.files.problems import RecordError
from records.files.workbook import Cell
from records.previews.caseload import Caseload, read_caseload
from records.previews.joined import after, compare_all
from records.previews.preview import Preview
from tests.records.books import DAY, GOOD, child, read


def preview_of(*rows: dict[str, object]) -> Preview:
    return compare_all({}, [read(*rows)], DAY)


@pytest.mark.parametrize("none", ["NULL", "None", "N/A", "-", "nan", "31/12/9999", "01/01/1900", date(1900, 1, 1)])
def test_what_a_database_writes_for_nothing_is_nothing(none: Cell) -> None:
    preview = preview_of(child(left=none, left_by="NULL", reviewed=none))
    assert (len(preview.new), len(preview.left), preview.refused, preview.omitted) == (1, 0, (), ())
    refused = preview_of(child(entered=none)).refused
    assert refused[0].sentence.endswith("fill in the date.")


def two_columns(second: object) -> Caseload:

    def touch(book: object, sheet: object) -> None:
        sheet.write(0, len(GOOD), "Date Started to be Looked After")  # type: ignore[attr-defined]
        sheet.write(1, len(GOOD), second)  # type: ignore[attr-defined]

    return read(GOOD, touch=touch)


def test_two_columns_of_one_heading_that_differ_are_asked_about() -> None:
    differing = two_columns("06/01/2026")
    assert not differing.rows
    assert 'stands beside "06/01/2026" in another column of the same heading' in differing.problems[0].sentence
    assert [row.entered for row in two_columns("05/01/2026").rows] == [date(2026, 1, 5)]
    assert [row.entered for row in two_columns("").rows] == [date(2026, 1, 5)]


def test_x1_beside_a_date_ceased_leaves_the_child_in_care_and_asks() -> None:
    preview = preview_of(child(left=date(2026, 5, 1), left_by="X1"))
    assert not preview.left
    assert not any(event.type == "left_care" for change in preview.new for event in change.add)
    assert "says that care went on the same day" in preview.omitted[0].sentence


def test_an_order_older_than_care_here_is_in_force_from_the_first_day() -> None:
    preview = preview_of(child(legal_status="C2", legal_status_since=date(2025, 1, 1)))
    [entered, *_] = preview.new[0].add
    assert (entered.on, entered.fields["legal_status"]) == (date(2026, 1, 5), "C2")
    assert "is taken as in force from that day" in preview.omitted[0].sentence


def test_two_periods_of_a_child_in_one_list_are_two_periods() -> None:
    earlier = child(
        entered=date(2024, 1, 8),
        legal_status_since=date(2024, 1, 8),
        placement_since=date(2024, 1, 8),
        left=date(2025, 2, 3),
        left_by="E4A",
        reviewed="",
        visited="",
    )
    for rows in ((earlier, child()), (child(), earlier)):
        preview = preview_of(*rows)
        assert not preview.refused
        events = [(event.type, event.on) for event in preview.new[0].add if event.type.endswith("_care")]
        assert events == [
            ("entered_care", date(2024, 1, 8)),
            ("left_care", date(2025, 2, 3)),
            ("entered_care", date(2026, 1, 5)),
        ]
        assert not compare_all(after({}, preview), [read(*rows)], DAY).changes


def test_two_rows_of_a_child_that_contradict_each_other_are_both_refused() -> None:
    preview = preview_of(child(), child(entered=date(2025, 12, 1)))
    assert [problem.line for problem in preview.refused] == [2, 3]
    assert "is also on line 3" in preview.refused[0].sentence


def test_a_spelling_with_two_meanings_in_one_mapping_file_is_refused() -> None:
    own = b'[codes.plan]\nadoption = ["New family"]\nsgo = ["new FAMILY"]\n'
    with pytest.raises(RecordError, match="listed under both adoption and sgo"):
        load_mapping(own, "ours.toml")


def test_who_is_of_age_and_in_care_is_asked_about() -> None:
    preview = preview_of(child(date_of_birth=date(2004, 5, 2)))
    assert [note.sentence for note in preview.notes if "22" in note.sentence] == [
        "C-1042 is 22 years old and still in care by this file: give the day the child left care, or correct the "
        "date of birth."
    ]


def test_a_row_of_a_csv_with_a_cell_beyond_its_headings_is_asked_about() -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(GOOD)
    for ref, more in (("C-1", [" West"]), ("C-2", ["", " "]), ("C-3", [])):
        writer.writerow(
            [f"{one:%d/%m/%Y}" if isinstance(one, date) else one for one in child(child=ref).values()] + more
        )
    caseload = read_caseload(out.getvalue().encode(), "list.csv")
    assert len(caseload.rows) == 3
    [problem] = caseload.problems
    assert (problem.line, problem.refused) == (2, False)
    assert '"C-1" has "West" beyond the last heading, so a comma in a value may have moved' in problem.sentence
