"""Every cell of a file handed in is used, named by a problem or counted; every cell of one handed out is read back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any, get_type_hints

import pytest
from hypothesis import assume, given, settings, strategies as st
from python_calamine import CalamineWorkbook

from records.documents.tracking_sheet import ACTIONS, CHILDREN, TrackedAction, TrackedChild, Tracking, tracking_sheet
from records.files.mapping import ExtractMapping, default_mapping, load_mapping
from records.files.reading import LIST_8_DATES
from records.files.tables import NONE, plain
from records.previews.caseload import Caseload
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import compare_all
from records.previews.preview import Preview
from records.returns.return_tables import READ, TABLES
from tests.records.books import GOOD, LIST_10, child, sheets
from tests.records.returns import episode, table

HEADINGS = default_mapping().headings["List 8"]
EXTRA = ("initials", "plan_agreed", "contingency")  # not of Annex A; used when a file has them
NO = {"", "n", "no", "bno", "false", "0"}  # the same as an empty cell, in a column of yes or no
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["C"]), max_size=12),
    st.sampled_from(["C2", "V2", "U4", "A6", "E11", "f) Long-term fostering", "not known", "31/02/2026", "12/31/2025"]),
    st.sampled_from(["a) Yes", "b) No", "maybe", "5 January 2026", "2026-01-05", "01/02/26", "tbc", "?"]),
    st.dates(date(1985, 1, 1), date(2026, 11, 20)),
    st.integers(0, 90_000),
    st.booleans(),
)


def read(row: Mapping[str, Any], adoption: Mapping[str, Any] | None = None) -> Caseload:
    content = {"List 8": [row]} | ({"List 10": [adoption]} if adoption else {})
    [caseload] = read_files([NamedFile("a.xlsx", sheets(content))], default_mapping()).caseloads
    return caseload


def heard(with_it: Caseload, without: Caseload, heading: str) -> bool:
    """Whether the cell made any difference to what is taken, or is named by a problem or a count."""
    named = any(problem.column == heading for problem in with_it.problems)
    counted = any(heading in label for label in with_it.taken)
    used = (with_it.rows, with_it.excluded, with_it.listed) != (without.rows, without.excluded, without.listed)
    contradicts = {p for p in with_it.problems if p.refused} - set(without.problems)
    return named or counted or used or bool(contradicts)


@pytest.mark.parametrize("name", [*HEADINGS])
@given(cell=WORDS)
@settings(max_examples=12)
def test_no_cell_of_list_8_is_passed_over(name: str, cell: Any) -> None:
    text = plain(str(cell))
    assume(not str(cell).startswith("="))  # it would be written as a formula
    assume(text or (str(cell).strip() and name not in ("child", "plan", "contingency", "team", "worker", "initials")))
    assume(str(cell).strip().casefold() not in NONE)  # a word that programs write for an empty cell
    if name in ("unaccompanied", "second_period"):
        assume(text not in NO)
    if name in ("plan", "contingency"):
        assume(text not in default_mapping().no_plan)
    given = {HEADINGS[extra].title: "" for extra in EXTRA}
    heading = HEADINGS[name].title
    left = {"left": date(2026, 11, 3)} if name == "left_by" else {}  # a reason counts only for who has left
    row = {**child(**left), **given}
    assert heard(read({**row, heading: cell}), read({**row, heading: ""}), heading)


@pytest.mark.parametrize("heading", LIST_10[1:])
@given(cell=WORDS)
@settings(max_examples=8)
def test_no_cell_of_list_10_is_passed_over(heading: str, cell: Any) -> None:
    assume(str(cell).strip() and not str(cell).startswith("="))
    assume(str(cell).strip().casefold() not in NONE)
    row = {**dict.fromkeys(LIST_10, ""), "Child Unique ID": GOOD["Child Unique ID"]}
    assert heard(read(GOOD, {**row, heading: cell}), read(GOOD, row), heading)


@pytest.mark.parametrize("column", [name for name, fact in TABLES["Episodes"].items() if fact != "-"])
@given(cell=st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=10) | st.sampled_from(["E11", "U4"]))
@settings(max_examples=12)
def test_no_cell_that_is_read_of_an_episode_is_passed_over(column: str, cell: str) -> None:
    assume(plain(cell))
    assume(cell.strip().casefold() not in NONE)  # a word that programs write for an empty cell

    def of(row: Mapping[str, str]) -> Caseload:
        [caseload] = read_files([NamedFile("a.csv", table("Episodes", row))], default_mapping()).caseloads
        return caseload

    row = episode("1", "05/01/2026", ended="01/02/2026", left_by="E11")
    with_it, without = of({**row, column: cell}), of({**row, column: ""})
    named = any(problem.column == column for problem in with_it.problems)
    named = named or any(f"in {column}: stands for no date" in said for said in with_it.taken)
    assert named or with_it.histories != without.histories


NO_DATES = ("0", ".", "00/00/0000", "01/01/1900", "31/12/2999", "31/12/9999", "9999-12-31")
OWN = (
    b'[extract]\n[extract.columns]\nchild = "Ref"\nentered = "Came"\nlegal_status = "LS"\n'
    b'legal_status_since = "From"\nreviewed = "Review"\nplaced = "Placed"\n[extract.events]\npanel_held = "Panel"\n'
)
OWN_ROW = {
    "Ref": "C-1",
    "Came": "05/01/2026",
    "LS": "C2",
    "From": "05/01/2026",
    "Review": "",
    "Placed": "",
    "Panel": "",
}
RETURNED = {
    (name, column)
    for name in READ
    for column, fact in TABLES[name].items()
    if fact in ("date_of_birth", "began", "ended", "reviewed", "decided", "matched", "reversed")
}


def _told(mapping: ExtractMapping, *files: NamedFile) -> Preview:
    return compare_all({}, read_files(files, mapping).caseloads, date(2026, 11, 20))


def _heard_once(preview: Preview, heading: str, none: str) -> bool:
    counted = preview.taken.get(f'"{none}" in {heading}: stands for no date') == 1
    return counted or any(one.column == heading and "stands for no date" in one.sentence for one in preview.refused)


@pytest.mark.parametrize("none", NO_DATES)
def test_what_stands_for_no_date_is_counted_in_every_column_of_every_list_and_return(none: str) -> None:
    usual = default_mapping()
    for name in (*LIST_8_DATES,):
        heading = HEADINGS[name].title
        book = sheets({"List 8": [{**child(left="", plan_agreed=""), heading: none}]})
        assert _heard_once(_told(usual, NamedFile("a.xlsx", book)), heading, none)
    for heading in LIST_10[1:]:
        row = {**dict.fromkeys(LIST_10, ""), "Child Unique ID": GOOD["Child Unique ID"], heading: none}
        book = sheets({"List 8": [GOOD], "List 10": [row]})
        assert _heard_once(_told(usual, NamedFile("a.xlsx", book)), heading, none)
    for heading in ("Came", "From", "Review", "Placed", "Panel"):
        own = NamedFile("own.xlsx", sheets({"Ours": [{**OWN_ROW, heading: none}]}))
        assert _heard_once(_told(load_mapping(OWN, "own.toml"), own), heading, none)
    for name, column in RETURNED:
        row = episode("1", "05/01/2026") if name == "Episodes" else {"CHILD": "1", "DOB": "01/01/2020"}
        files = [NamedFile("a.csv", table(name, {**row, column: none}))]
        files += [] if name == "Episodes" else [NamedFile("e.csv", table("Episodes", episode("1", "05/01/2026")))]
        assert _heard_once(_told(usual, *files), column, none)


@given(st.lists(st.tuples(st.sampled_from([*HEADINGS]), WORDS), min_size=1, max_size=4))
@settings(max_examples=40)
def test_a_value_counts_as_left_out_only_where_its_row_is_taken(changed: list[tuple[str, Any]]) -> None:
    cells = {HEADINGS[name].title: cell for name, cell in changed if not str(cell).startswith("=")}
    preview = _told(
        default_mapping(), NamedFile("a.xlsx", sheets({"List 8": [{**child(child="C-2"), **cells}, child()]}))
    )
    lost = {problem.line for problem in preview.refused}
    assert not lost & {problem.line for problem in preview.omitted}
    assert preview.counts["omitted"] == len(preview.omitted)
    assert all(any(problem.refused for problem in preview.refused if problem.line == line) for line in lost)


def test_columns_from_which_nothing_is_taken_are_said() -> None:
    row = {**child(), "Gender": "F", "Ethnicity": "A1", "Initails": "AB"}
    given = read_files([NamedFile("a.xlsx", sheets({"List 8": [row]}))], default_mapping())
    assert given.sources[1] == 'a.xlsx: not read of it: "Gender", "Ethnicity", "Initails"'
    many = {**child(), **{f"Column {number}": "x" for number in range(1, 9)}}
    given = read_files([NamedFile("a.xlsx", sheets({"List 8": [many]}))], default_mapping())
    assert given.sources[1].endswith('"Column 5" and 3 more columns')
    assert given.caseloads[0].unread == tuple(f"Column {number}" for number in range(1, 9))


TEXT = st.text(st.characters(exclude_categories=["C"], exclude_characters="_"), max_size=40)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
BY_TYPE = {
    str: TEXT,
    int: st.integers(0, 999),
    date: DAYS,
    date | None: st.none() | DAYS,
    date | str | None: st.none() | DAYS | TEXT,
}


def lines(kind: type[Any]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{name: BY_TYPE[hint] for name, hint in get_type_hints(kind).items()})


@given(st.lists(lines(TrackedChild), max_size=4), st.lists(lines(TrackedAction), max_size=4))
@settings(max_examples=25)
def test_every_cell_of_the_tracking_sheet_is_read_back_as_it_was(
    tracked: list[TrackedChild], actions: list[TrackedAction]
) -> None:
    book = tracking_sheet(Tracking(date(2026, 3, 12), tuple(tracked), tuple(actions)))
    opened = CalamineWorkbook.from_filelike(io.BytesIO(book))
    for name, columns, its in (("Children", CHILDREN, tracked), ("Actions", ACTIONS, actions)):
        headings, *rows = opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert headings == [column.heading for column in columns]
        assert rows == [["" if (value := column.value(one)) is None else value for column in columns] for one in its]
