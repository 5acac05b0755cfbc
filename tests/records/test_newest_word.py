"""Lists and returns tell of one child: who is in care by the newest of them is in care here, whatever came between."""

from __future__ import annotations

from datetime import date, timedelta

from records.files.mapping import load_mapping
from records.previews.handed_in import read_files
from records.previews.joined import after, compare_all
from records.previews.preview import Known
from records.returns.history_events import looked_after
from tests.records.books import DAY, child as row, workbook
from tests.records.returns import NamedFile, compared, episode, file

SINCE = date(2021, 4, 1)


def a_list(since: date = SINCE, **facts: object) -> NamedFile:
    said = {"child": "1", "entered": since, "legal_status_since": since, "placement_since": since, "plan": ""}
    return NamedFile("list.xlsx", workbook(row(reviewed="", visited="", **{**said, **facts})))


def told(*hand_ins: NamedFile) -> dict[str, Known]:
    """What is known after one hand-in a day."""
    known: dict[str, Known] = {}
    for days, its in enumerate(hand_ins):
        known = after(known, compared(known, its, as_of=DAY + timedelta(days=days)))
    return known


def test_a_list_has_a_child_in_care_whose_short_breaks_came_after_care_ended_by_a_return() -> None:
    care = episode("1", "01/04/2021", "S", "02/04/2021", "E4A")
    breaks = episode("1", "05/04/2021", "S", "05/04/2021", "E11", LS="V3", PLACE="U1")
    known = told(file("Episodes", care, breaks), a_list())
    assert looked_after(known["1"])
    assert {(e.on, e.type) for e in known["1"].journey.events if e.type in ("entered_care", "left_care")} == {
        (SINCE, "entered_care")
    }
    assert not [event for event in known["1"].journey.events if event.type == "permanence_achieved"]


def test_a_list_has_a_child_in_care_whose_later_period_ended_by_a_return() -> None:
    first = episode("1", "01/04/2021", "S", "02/04/2023", "E4A")
    second = episode("1", "05/06/2024", "S", "05/03/2025", "E4A")
    known = told(file("Episodes", first, second), a_list())
    assert looked_after(known["1"])
    again = compared(known, a_list(), as_of=DAY + timedelta(days=9))
    assert again.changes == ()


def test_a_list_has_a_child_in_care_who_went_into_short_breaks_by_a_return() -> None:
    care = episode("1", "01/04/2021", "S", "02/04/2023", "X1")
    known = told(file("Episodes", care, episode("1", "02/04/2023", "L", LS="V3")), a_list())
    assert looked_after(known["1"])
    unknown = episode("1", "01/04/2022", "P", "02/04/2023", "X1")
    known = told(file("Episodes", unknown, episode("1", "02/04/2023", "L", LS="V3")), a_list())
    assert looked_after(known["1"])


def test_a_list_without_a_date_ceased_that_names_a_child_who_left_asks() -> None:
    known = told(file("Episodes", episode("1", "01/04/2021", "S", "02/04/2023", "E4A")))
    own = load_mapping(
        b'[extract]\n[extract.columns]\nchild = "Ref"\nentered = "Came"\nlegal_status = "LS"\n'
        b'legal_status_since = "From"\n',
        "ours.toml",
    )
    weekly = NamedFile("weekly.csv", b"Ref,Came,LS,From\n1,01/04/2021,C2,01/04/2021\n")
    preview = compare_all(known, read_files([weekly], own).caseloads, DAY + timedelta(days=1))
    [note] = preview.notes
    assert "names the child and no day on which care ended" in note.sentence
    assert "2 April 2023, which stays; if the child is in care, give a list" in note.sentence


def test_a_return_that_breaks_off_with_x1_says_that_care_ended_by_an_older_one() -> None:
    first = episode("1", "23/01/2021", "U", "25/01/2021", "E11", LS="E1")
    broken_off = episode("1", "16/01/2021", "S", "23/01/2021", "X1")
    preview = compared(told(file("Episodes", first)), file("Episodes", broken_off), as_of=DAY + timedelta(days=1))
    [note] = [note.sentence for note in preview.notes if "with X1 and has none after it" in note.sentence]
    assert "an episode from 23 January 2021 with which care ended on 25 January 2021" in note
    assert "so the child is taken as no longer in care" in note


def test_a_list_made_before_the_time_a_return_speaks_of_takes_no_ending_back() -> None:
    ended = file("Episodes", episode("1", "19/08/2020", "S", "22/08/2020", "E4A"), episode("2", "20/11/2026"))
    known = after({}, compared({}, ended, as_of=DAY))
    for says in ({}, {"left": date(2021, 3, 1), "left_by": "E4A"}):
        preview = compared(known, a_list(date(2020, 8, 19), **says), as_of=date(2025, 7, 8))
        assert not looked_after(after(known, preview)["1"])
        assert "has care ended on 22 August 2020, which stays" in preview.notes[0].sentence
    newer = compared(known, a_list(date(2020, 8, 19)), as_of=DAY + timedelta(days=1))
    assert looked_after(after(known, newer)["1"])
