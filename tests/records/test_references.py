"""A child's reference however a spreadsheet left it: joined where it is sure, asked about where two could be meant."""

from __future__ import annotations

from datetime import date

import pytest

from permanence.journey import Journey
from records.files.mapping import default_mapping
from records.files.references import forms_joined, named_as_on_record, written
from records.lists.events_file import compare_events, read_events
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import after, compare_all
from records.previews.preview import Known, Preview
from tests.records.books import DAY, child, workbook
from tests.records.returns import compared, episode, file, table

FIRST = "05/01/2026"


def listed(*refs: object, known: dict[str, Known] | None = None) -> Preview:
    book = NamedFile("list.xlsx", workbook(*(child(child=ref) for ref in refs)))
    return compare_all(known or {}, read_files([book], default_mapping()).caseloads, DAY)


@pytest.mark.parametrize(
    ("cell", "ref"),
    [("457.0", "457"), ("'000457", "000457"), (" 000457 ", "000457"), ("C-1.0", "C-1.0")],
)
def test_what_a_spreadsheet_adds_is_no_part_of_a_reference(cell: str, ref: str) -> None:
    assert written(cell) == ref


@pytest.mark.parametrize("cell", [457, "457", "457.0", "000457", "00457"])
def test_a_reference_that_can_only_be_one_on_record_is_that_child(cell: object) -> None:
    known = after({}, listed("000457"))
    preview = listed(cell, known=known)
    if cell == "00457":  # has zeros of its own, so it was not a number format that took them
        assert [problem.found for problem in preview.refused] == ["00457"]
        assert "may be the same child as 000457" in preview.refused[0].sentence
    else:
        assert preview.unchanged == ("000457",)
    assert not preview.new
    assert not preview.missing


def test_text_kept_as_a_formula_in_a_csv_is_that_text() -> None:
    data = table("Episodes", episode("000457", FIRST)).decode().replace("000457", '"=""000457"""').encode()
    [caseload] = read_files([NamedFile("e.csv", data)], default_mapping()).caseloads
    assert caseload.listed == {"000457"}


def test_capitals_and_blanks_do_not_make_another_child() -> None:
    known = after({}, listed("C-1042"))
    assert listed("c-1042", known=known).unchanged == ("C-1042",)
    assert listed("C - 1042", known=known).unchanged == ("C-1042",)


def test_a_reference_that_lost_digits_is_refused_with_its_cure() -> None:
    preview = listed("1.23E+05", known=after({}, listed("123456")))
    assert not preview.new
    assert "has lost digits to a number format: give the column the format Text" in preview.refused[0].sentence


def test_the_header_and_the_episodes_of_one_return_are_joined() -> None:
    header = file("Header", {"CHILD": "458", "DOB": "02/05/2019"})
    episodes = file("Episodes", episode("000458", FIRST))
    for files in ([header, episodes], [episodes, header]):
        [new] = compared({}, *files).new
        assert (new.child, new.person.date_of_birth) == ("000458", date(2019, 5, 2))
    [said] = [s for s in read_files([header, episodes], default_mapping()).sources if "458 is 000458" in s]
    assert said == "1 reference is written otherwise (458 is 000458) and taken as that in these files"


def test_two_forms_in_one_table_could_be_two_children_and_are_asked_about() -> None:
    preview = compared({}, file("Episodes", episode("458", FIRST), episode("000458", FIRST)))
    assert not preview.new
    assert {problem.child for problem in preview.refused} == {"458", "000458"}
    assert "may be the same child as 000458" in preview.refused[0].sentence + preview.refused[1].sentence


def test_two_children_on_record_stay_two_when_the_file_has_both() -> None:
    named = named_as_on_record(["457", "000457"], ["457", "000457"])
    assert (named.taken, named.asked) == ({}, {})
    assert named_as_on_record(["457"], ["457", "000457"]).asked == {"457": ("000457",)}
    assert named_as_on_record(["000457"], ["457", "000457"]).asked == {}
    assert forms_joined([{"0457"}, {"00457"}, {"457"}]) == {}


def test_past_events_and_siblings_find_the_child_on_record() -> None:
    known = {ref: Journey(ref) for ref in ("000457", "C-2")}
    csv = "Child,On,Type,Fields\n457.0,12/11/2026,panel_held,\n457,,siblings,c-2\n"
    preview = compare_events(known, read_events(csv.encode(), "events.csv"), DAY)
    assert [*preview.add] == ["000457"]
    assert preview.siblings == {"000457": ("C-2",), "C-2": ("000457",)}
    both = compare_events({**known, "457": Journey("457")}, read_events(csv.encode(), "events.csv"), DAY)
    assert "may be the same child as 000457" in both.problems[0].sentence


def test_a_form_of_another_file_is_joined_with_the_list_beside_it() -> None:
    book = NamedFile("list.xlsx", workbook(child(child="000457")))
    episodes = NamedFile("e.csv", table("Episodes", episode("457", FIRST)))
    preview = compare_all({}, read_files([episodes, book], default_mapping()).caseloads, DAY)
    assert [change.child for change in preview.new] == ["000457"]


@pytest.mark.parametrize("form", ["c-1042", "C 1042", "C1042", "c/1042", "C_1042", "C\u20131042", "\uff231042"])
def test_a_sign_between_letter_and_digit_makes_no_other_child(form: str) -> None:
    named = named_as_on_record([form], ["C-1042", "C-1043"])
    assert (dict(named.taken), dict(named.asked)) == ({form: "C-1042"}, {})


@pytest.mark.parametrize("form", ["C-01042", "c001042", "\u0421-1042", "\u03a7-7"])
def test_a_zero_more_and_a_letter_of_another_alphabet_are_asked_about(form: str) -> None:
    """No program writes them by itself, so whoever typed it knows whether it is another child."""
    known = "X-7" if form.endswith("7") else "C-1042"
    named = named_as_on_record([form], [known])
    assert (dict(named.taken), dict(named.asked)) == ({}, {form: (known,)})


def test_references_with_letters_that_stand_beside_one_another_are_two_children() -> None:
    for known in ([], ["C-1042"], ["C-1042", "C-01042"]):
        named = named_as_on_record(["C-1042", "C-01042"], known)
        assert (dict(named.taken), dict(named.asked)) == ({}, {})


@pytest.mark.parametrize("two", [("1-23", "12-3"), ("1/23", "123"), ("C-1042", "C-1042A"), ("AB1", "A-B1")])
def test_signs_that_part_two_numbers_part_two_children(two: tuple[str, str]) -> None:
    named = named_as_on_record([two[0]], [two[1]])
    assert (dict(named.taken), dict(named.asked)) == ({}, {})
