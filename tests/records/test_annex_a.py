"""List 8 rows become facts or problems that name their place and their cure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from records.files.mapping import load_mapping
from records.previews.caseload import read_caseload
from tests.records.books import GOOD, LIST_10, child, read, sheets, workbook

LIIA = Path(__file__).parent / "data" / "Annex_A_liiatools.xlsx"


def test_the_published_annex_a_sample_is_read_as_it_is() -> None:
    caseload = read_caseload(LIIA.read_bytes(), LIIA.name)
    told = [(row.child, row.legal_status, row.placement, row.plan, row.left_by, row.team[-6:]) for row in caseload.rows]
    assert told == [
        ("1761444", "E1", "U6", "", "", "Team 1"),
        ("1373595", "C2", "U1", "", "", "Team 1"),
        ("14065184", "C2", "U4", "", "", "Team 1"),
        ("2529037", "C2", "U6", "", "", "Team 2"),
        ("3623204", "C1", "H5", "", "E47", "Team 3"),
    ]
    assert caseload.sheet == "List 8"
    assert caseload.list_10 is not None
    assert not any(problem.refused for problem in caseload.problems)
    born = caseload.problems[0]
    assert (born.line, born.column, born.found) == (5, "Date of Birth", "13/03/2018")
    assert [problem.sheet for problem in caseload.problems[1:]] == ["List 10"] * 5


def test_a_whole_row_becomes_facts() -> None:
    [row] = read().rows
    assert (row.child, row.entered, row.legal_status, row.legal_status_since) == (
        "C-1042",
        date(2026, 1, 5),
        "V2",
        date(2026, 1, 5),
    )
    assert (row.placement, row.placement_since, row.plan) == ("U6", date(2026, 1, 5), "long_term_fostering")
    assert (row.reviewed, row.visited, row.left) == (date(2026, 4, 30), date(2026, 11, 2), None)
    assert (row.team, row.worker, row.unaccompanied) == ("Children in Care East", "Amy Sinclair", False)
    assert row.omitted == {"initials", "plan_agreed", "contingency"}


REFUSED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"child": ""}, "Child Unique ID", "", "has no child's reference"),
    ({"child": "x" * 65}, "Child Unique ID", "x" * 59 + "…", "longer than 64"),
    ({"entered": ""}, "Date Started to be Looked After", "", "is empty"),
    ({"entered": "soon"}, "Date Started to be Looked After", "soon", "is not a date"),
    ({"legal_status": "Made up"}, "Child's Legal Status", "Made up", "not a known spelling"),
    ({"legal_status": ""}, "Child's Legal Status", "", "is empty"),
    ({"legal_status_since": "5/1/26"}, "Start date of current legal status", "5/1/26", "two digits"),
    ({"left": date(2025, 1, 1)}, "Date Ceased to be Looked After", "01/01/2025", "is before"),
    ({"left": "next week"}, "Date Ceased to be Looked After", "next week", "is not a date"),
]


@pytest.mark.parametrize(("changes", "column", "found", "why"), REFUSED)
def test_a_row_without_a_readable_key_fact_is_refused_whole(
    changes: dict[str, Any], column: str, found: str, why: str
) -> None:
    caseload = read(child(child="C-1"), child(**changes))
    assert [row.child for row in caseload.rows] == ["C-1"]
    [problem] = [problem for problem in caseload.problems if problem.refused]
    assert (problem.line, problem.column, problem.found) == (3, column, found)
    assert why in problem.sentence


LEFT_OUT: list[tuple[dict[str, Any], str, str, str]] = [
    ({"date_of_birth": "unknown"}, "date_of_birth", "unknown", "is not a date"),
    ({"date_of_birth": ""}, "date_of_birth", "", "ages cannot be worked out"),
    ({"date_of_birth": date(2026, 2, 1)}, "date_of_birth", "01/02/2026", "after the child started"),
    ({"plan": "Live with nan"}, "plan", "Live with nan", "not a known spelling"),
    ({"placement": "F9"}, "placement", "F9", "not a known spelling"),
    ({"placement": ""}, "placement", "", "is empty"),
    ({"placement_since": date(2025, 12, 1)}, "placement_since", "01/12/2025", "is before"),
    ({"reviewed": date(2025, 12, 1)}, "reviewed", "01/12/2025", "is before"),
    ({"visited": "weekly"}, "visited", "weekly", "is not a date"),
    ({"left_by": "E4A"}, "left_by", "E4A", "without the date"),
    ({"unaccompanied": "perhaps"}, "unaccompanied", "perhaps", "neither yes nor no"),
]


@pytest.mark.parametrize(("changes", "name", "found", "why"), LEFT_OUT)
def test_a_doubtful_value_that_is_not_a_key_fact_is_left_out_and_the_row_taken(
    changes: dict[str, Any], name: str, found: str, why: str
) -> None:
    caseload = read(child(**changes))
    [row] = caseload.rows
    assert name in row.omitted
    [problem] = caseload.problems
    assert (problem.line, problem.found, problem.refused) == (2, found, False)
    assert why in problem.sentence


def test_an_unknown_spelling_names_the_nearest_known_one_and_the_mapping_file() -> None:
    [problem] = read(child(legal_status="Interim care ordrs")).problems
    assert 'nearest known: "Interim care order' in problem.sentence
    assert "mapping file" in problem.sentence


def test_two_rows_for_one_child_are_both_refused_and_each_names_the_other() -> None:
    caseload = read(child(), child(child="C-2"), child(team="West"))
    assert [row.child for row in caseload.rows] == ["C-2"]
    assert [(p.line, "line 4" in p.sentence, "line 2" in p.sentence) for p in caseload.problems] == [
        (2, True, False),
        (4, False, True),
    ]
    assert caseload.listed == {"C-1042", "C-2"}


def test_numbers_as_references_lose_the_point_that_excel_gives_them() -> None:
    assert [row.child for row in read(child(child=1761444)).rows] == ["1761444"]


def test_dates_as_text_and_as_numbers_are_read() -> None:
    [row] = read(child(entered="05/01/2026", legal_status_since=46027, reviewed="2026-04-30")).rows
    assert (row.entered, row.legal_status_since, row.reviewed) == (
        date(2026, 1, 5),
        date(2026, 1, 5),
        date(2026, 4, 30),
    )


def test_one_american_date_makes_the_doubtful_ones_of_its_column_problems() -> None:
    caseload = read(
        child(reviewed="04/25/2026"),
        child(child="C-2", reviewed="03/04/2026"),
        child(child="C-3", reviewed="25/04/2026"),
    )
    assert [(p.line, p.found) for p in caseload.problems] == [(2, "04/25/2026"), (3, "03/04/2026")]
    assert [row.reviewed for row in caseload.rows] == [None, None, date(2026, 4, 25)]


@pytest.mark.parametrize("blank", ["", "No plan", "None", "-", "Not yet agreed"])
def test_no_plan_is_a_fact_and_not_a_problem(blank: str) -> None:
    caseload = read(child(plan=blank))
    assert (caseload.rows[0].plan, caseload.problems) == ("", ())
    assert "plan" not in caseload.rows[0].omitted


def test_children_in_short_breaks_are_left_aside_and_named() -> None:
    caseload = read(child(), child(child="C-2", legal_status="V4: Short term breaks, agreements recorded"))
    assert [row.child for row in caseload.rows] == ["C-1042"]
    assert [(out.line, out.child) for out in caseload.excluded] == [(3, "C-2")]
    assert "short breaks" in caseload.excluded[0].sentence


def test_labels_that_say_too_little_are_counted() -> None:
    caseload = read(child(placement="a) Foster placement"), child(child="C-2", placement="Foster Placement"))
    assert [row.placement for row in caseload.rows] == ["U6", "U6"]
    assert sum(caseload.taken.values()) == 2


def test_the_heading_row_printed_again_on_every_page_is_not_a_child() -> None:
    caseload = read(child(), {heading: heading for heading in GOOD}, child(child="C-2"))
    assert [row.child for row in caseload.rows] == ["C-1042", "C-2"]
    assert caseload.problems == ()


def test_a_visit_before_the_child_came_into_care_is_nothing_unusual() -> None:
    caseload = read(child(visited=date(2025, 12, 1)))
    assert caseload.problems == ()
    assert caseload.rows[0].visited is None


def test_list_10_brings_the_steps_of_an_adoption_and_strangers_in_it_are_problems() -> None:
    rows = [
        dict(zip(LIST_10, ("C-1042", date(2026, 5, 1), date(2026, 6, 1), "", "", "", ""), strict=True)),
        dict(zip(LIST_10, ("C-99", date(2026, 5, 1), "", "", "", "", ""), strict=True)),
    ]
    caseload = read_caseload(sheets({"List 8": [child()], "List 10": rows}), "a.xlsx")
    [row] = caseload.rows
    assert row.adoption is not None
    assert (row.adoption.decided, row.adoption.ordered, row.adoption.matched) == (
        date(2026, 5, 1),
        date(2026, 6, 1),
        None,
    )
    [problem] = caseload.problems
    assert (problem.sheet, problem.line, problem.found) == ("List 10", 3, "C-99")


def test_a_councils_own_mapping_and_headings_are_used() -> None:
    own = load_mapping(b'[codes.plan]\nother = ["Live with nan"]\n[headings."List 8"]\nchild = ["Person reference"]')
    row = child(plan="Live with nan")
    row = {("Person reference" if heading == "Child Unique ID" else heading): value for heading, value in row.items()}
    [read_row] = read_caseload(workbook(row), "a.xlsx", own).rows
    assert (read_row.child, read_row.plan) == ("C-1042", "other")


CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
    st.integers(0, 100_000),
    st.floats(0, 1e6),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(sorted(GOOD)), CELLS, max_size=6), min_size=1, max_size=6))
def test_whatever_the_cells_hold_every_problem_names_a_line_and_a_column_of_the_file(
    changes: list[dict[str, Any]],
) -> None:
    rows = [{**GOOD, "Child Unique ID": f"C-{number}", **changed} for number, changed in enumerate(changes)]
    caseload = read(*rows)
    lines = range(2, len(rows) + 2)
    for problem in caseload.problems:
        assert problem.line in lines
        assert problem.column in GOOD
        assert problem.sentence.endswith(".")
    taken = {row.line for row in caseload.rows} | {out.line for out in caseload.excluded}
    refused = {problem.line for problem in caseload.problems if problem.refused}
    assert not taken & refused
    assert taken | refused == set(lines)
