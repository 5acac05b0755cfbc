"""Every row of the table of what is joined, asked and refused in docs/importing.md is true, and each has its case."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from permanence.journey import Event, Journey
from records.files.mapping import ExtractMapping, default_mapping, load_mapping
from records.files.problems import RecordError
from records.lists.events_file import compare_events, read_events
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import after, compare_all
from records.previews.preview import Known
from records.previews.preview_text import preview_text
from records.returns.history_events import looked_after
from tests.records.books import DAY, LIST_10, child, sheets, workbook
from tests.records.returns import episode, file

DOCS = Path(__file__).parents[2] / "docs" / "importing.md"
SINCE = date(2021, 4, 1)
WEEKLY = (
    b'[extract]\n[extract.columns]\nchild = "Ref"\nentered = "Came"\nlegal_status = "LS"\nlegal_status_since = "From"\n'
)
HandIn = NamedFile | tuple[NamedFile, date]


def row(ref: str = "000457", since: date = SINCE, **facts: object) -> dict[str, object]:
    said = {"child": ref, "entered": since, "legal_status_since": since, "placement_since": since}
    return child(reviewed="", visited="", plan="", **{**said, **facts})


def a_list(*rows: Mapping[str, object]) -> NamedFile:
    return NamedFile("list.xlsx", workbook(*(rows or (row(),))))


def a_csv(ref: str) -> NamedFile:
    rows = [row(ref).keys(), [f"{value:%d/%m/%Y}" if isinstance(value, date) else value for value in row(ref).values()]]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return NamedFile("list.csv", out.getvalue().encode())


def a_return(*rows: dict[str, str]) -> NamedFile:
    return file("Episodes", *rows)


def told(*hand_ins: HandIn, mapping: ExtractMapping | None = None) -> tuple[dict[str, Known], str]:
    """What is known after one hand-in a day, and the preview of the last."""
    known: dict[str, Known] = {}
    said = ""
    for days, its in enumerate(hand_ins):
        its, as_of = its if isinstance(its, tuple) else (its, DAY + timedelta(days=days))
        last = days == len(hand_ins) - 1
        read = read_files([its], mapping if mapping and last else default_mapping())
        preview = compare_all(known, read.caseloads, as_of)
        said = "\n".join((*read.sources, preview_text(preview, 5000)))
        known = after(known, preview)
    return known, said


@dataclass(frozen=True, slots=True)
class Case:
    """Hand-ins, what the preview of the last one says, and whether each child on record is in care then."""

    hand_ins: tuple[HandIn, ...]
    says: tuple[str, ...]
    in_care: Mapping[str, bool]
    mapping: bytes = b""


CARE, ENDED = episode("000457", "01/04/2021"), episode("000457", "01/04/2021", "S", "02/04/2023", "E4A")
BREAK_AFTER = episode("000457", "05/04/2023", "S", "06/04/2023", "E8", LS="V3")
IN_CARE, OUT = {"000457": True}, {"000457": False}
TITLE, CEASED = "Date Started to be Looked After", "Date Ceased to be Looked After"


def differing(second: object) -> NamedFile:
    data = workbook(row(), touch=lambda _book, its: (its.write(0, 40, TITLE), its.write(1, 40, second)))
    return NamedFile("list.xlsx", data)


JOINED = (("000457", "457"), ("000457", "457.0"), ("C-1042", "c-1042"), ("C-1042", "C - 1042"))
CASES: dict[str, tuple[Case, ...]] = {
    "457, 457.0,": (
        *(
            Case((a_list(row(on_record)), a_list(row(form))), ("on record",), {on_record: True})
            for on_record, form in JOINED
        ),
        Case((a_list(), a_csv('="000457"')), ("1  child in care",), IN_CARE),
    ),
    "457 and 000457 in one table": (
        Case((a_list(row("457"), row("000457")),), ("Rows refused", "000457"), {}),
        Case((a_list(row("0457"), row("000457")),), ("Rows refused", "0457"), {}),
    ),
    "C1042, C/1042": tuple(
        Case((a_list(row("C-1042")), a_list(row(form))), (f"({form} is C-1042)",), {"C-1042": True})
        for form in ("C1042", "C/1042", "C 1042")
    ),
    "C-01042 or": tuple(
        Case((a_list(row("C-1042")), a_list(row(form))), ("may be the same child as C-1042",), {"C-1042": True})
        for form in ("C-01042", "\u0421-1042")
    ),
    "1.23E+05": (Case((a_list(row("1.23E+05")),), ("Rows refused", "lost digits"), {}),),
    "two rows of one child, the earlier": (
        Case(
            (a_list(row(left=date(2022, 4, 1), left_by="E4A"), row(since=date(2023, 4, 1))),),
            ("1  child in care",),
            IN_CARE,
        ),
    ),
    "two rows of one child that overlap": (
        Case((a_list(row(), row(since=date(2022, 4, 1))),), ("Rows refused (2)", "line 3"), {}),
        Case((a_list(row(), row()),), ("Rows refused (2)", "line 2"), {}),
    ),
    "two columns of the same heading": (
        Case((differing("01/04/2021"),), ("1  child in care",), IN_CARE),
        Case((differing(""),), ("1  child in care",), IN_CARE),
        Case((differing("02/04/2021"),), ("another column of the same heading",), {}),
    ),
    "a legal status that began before care": (
        Case((a_list(row(legal_status_since=date(2020, 1, 1))),), ("is taken as in force from that day",), IN_CARE),
    ),
    "a return with a short break": (
        Case(
            (a_return(CARE, episode("000457", "01/06/2022", "S", "05/06/2022", "E8", LS="V4")),),
            ("the short break is left out, and care goes on",),
            IN_CARE,
        ),
    ),
    "returns of short breaks alone": (
        Case((a_list(), a_return(episode("000457", "01/06/2022", LS="V3"))), ("were left aside",), IN_CARE),
    ),
    "X1 beside a date ceased": (
        Case((a_list(row(left=date(2022, 4, 1), left_by="X1")),), ("is taken as still in care",), IN_CARE),
    ),
    "somebody of 18 or more": (
        Case((a_list(row(date_of_birth=date(2005, 1, 1))),), ("years old and still in care",), IN_CARE),
    ),
    "0, `.`, 00/00/0000": (
        *(
            Case((a_list(row(left=none)),), (f'"{none}" in {CEASED}: stands for no date (1 row)',), IN_CARE)
            for none in (0, ".", "00/00/0000", "31/12/2999", "31/12/9999")
        ),
        Case((a_return({**CARE, "DEC": "31/12/2999"}),), ('"31/12/2999" in DEC: stands for no date (1 row)',), IN_CARE),
    ),
    "a list that has a child in care whose care": (
        Case((a_return(ENDED), a_list()), ("withdraw left care on 2 April 2023",), IN_CARE),
        Case((a_return(ENDED, BREAK_AFTER), a_list()), ("the file says the child is in care",), IN_CARE),
    ),
    "a list that has a child in care who left by a return of a time": (
        Case((a_return(ENDED), (a_list(), date(2023, 6, 1))), ("which stays",), OUT),
    ),
    "a list without a date ceased": (
        Case(
            (a_return(ENDED), NamedFile("weekly.csv", b"Ref,Came,LS,From\n000457,01/04/2021,C2,01/04/2021\n")),
            ("names the child and no day on which care ended",),
            OUT,
            WEEKLY,
        ),
    ),
    "the same return with an episode fewer": (
        Case(
            (
                a_return(episode("000457", "23/01/2023", "U", "25/01/2023", "E11", LS="E1")),
                a_return(episode("000457", "16/01/2023", "S", "23/01/2023", "X1")),
            ),
            ("so the child is taken as no longer in care",),
            OUT,
        ),
    ),
}  # fmt: skip
EVENTS = (
    *("457 in the list of past events", "one spelling under two codes"),
    *("the past event `left_care`", "the past event `entered_care`", "a row of a CSV with something beyond"),
)


def rows_of_the_table() -> list[str]:
    table = DOCS.read_text(encoding="utf-8").split("## Joined, asked, refused")[1].split("\n## ")[0]
    return [line.removeprefix("| ") for line in table.splitlines() if line.startswith("| ")][1:]


def test_every_row_of_the_table_has_its_case_and_every_case_its_row() -> None:
    rows = rows_of_the_table()
    assert len(rows) == len(CASES) + len(EVENTS)
    assert {case: [row for row in rows if row.startswith(case)] for case in (*CASES, *EVENTS)}.keys() == {
        case for case in (*CASES, *EVENTS) if sum(row.startswith(case) for row in rows) == 1
    }


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{name} {n}") for name, its in CASES.items() for n, case in enumerate(its)]
)
def test_what_the_table_says_is_done(case: Case) -> None:
    mapping = load_mapping(case.mapping, "ours.toml") if case.mapping else None
    known, said = told(*case.hand_ins, mapping=mapping)
    assert {ref: looked_after(its) for ref, its in known.items() if not its.aside} == case.in_care
    for words in case.says:
        assert words in said


def test_past_events_siblings_and_adoptions_are_joined_with_the_one_child_they_can_be() -> None:
    head = "Child,On,Type,Fields\n"
    lines = "457,12/11/2026,panel_held,\n458,,siblings,457\n"
    known = {ref: Journey(ref) for ref in ("000457", "000458")}
    preview = compare_events(known, read_events((head + lines).encode(), "past.csv"), DAY)
    assert (set(preview.add), preview.siblings["000458"]) == ({"000457"}, ("000457",))
    two = compare_events({**known, "0457": Journey("0457")}, read_events((head + lines).encode(), "past.csv"), DAY)
    assert (two.add, len(two.problems)) == ({}, 2)
    adoption = {**dict.fromkeys(LIST_10, ""), "Child Unique ID": "457", "Date of Placement Order": date(2026, 5, 1)}
    book = NamedFile("list.xlsx", sheets({"List 8": [row()], "List 10": [adoption]}))
    known_now, _ = told(book)
    assert any(event.type == "order_made" for event in known_now["000457"].journey.events)


def test_a_spelling_under_two_codes_refuses_the_file() -> None:
    twice = b'[codes.plan]\nadoption = ["Home"]\nreturn_home = ["Home"]\n'
    with pytest.raises(RecordError):
        load_mapping(twice, "ours.toml")


def test_an_ending_that_may_be_of_short_breaks_or_of_care_is_refused() -> None:
    breaks = Event(date(2024, 3, 4), "entered_care", {"legal_status": "V4"})
    care = Event(date(2025, 8, 11), "entered_care", {"legal_status": "C2"})
    past = read_events(b"Child,On,Type,Fields\n1,20/08/2025,left_care,\n", "past.csv")
    preview = compare_events({"1": Journey("1", events=(breaks, care))}, past, DAY)
    assert (preview.add, len(preview.problems)) == ({}, 1)
