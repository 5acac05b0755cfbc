"""Past panels and meetings from a council's old spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from permanence.journey import Event, Field, Journey
from permanence.journeys.journey_words import EVENTS, FieldRule
from records.lists.events_file import EventsPreview, compare_events, read_events
from records.sample.history import events_csv

DAY = date(2026, 11, 20)
HEAD = "Child,On,Type,Fields\n"


def read(*lines: str) -> tuple[list[tuple[int, str, Event]], list[tuple[int, str, str]]]:
    file = read_events((HEAD + "\n".join(lines)).encode(), "past.csv")
    return [(row.line, row.child, row.event) for row in file.rows], [
        (p.line, p.column, p.sentence) for p in file.problems
    ]


def test_a_row_is_an_event_of_the_child_on_its_day() -> None:
    rows, problems = read(
        "C-1,12/11/2026,panel held,", "C-1,2026-10-01,plan_agreed,plan=sgo; contingency = cao;final=yes"
    )
    assert problems == []
    assert rows == [
        (2, "C-1", Event(date(2026, 11, 12), "panel_held")),
        (3, "C-1", Event(date(2026, 10, 1), "plan_agreed", {"plan": "sgo", "contingency": "cao", "final": True})),
    ]


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        (",12/11/2026,panel_held,", "Child", "give the child's reference"),
        ("C-1,,panel_held,", "On", "fill in the date"),
        ("C-1,12/13/2026,panel_held,", "On", "month before the day"),
        ("C-1,12/11/2026,panel held twice,", "Type", "write for example panel_held"),
        ("C-1,12/11/2026,review_held,chair=me", "Fields", "since this type has no fields"),
        ("C-1,12/11/2026,matched,", "Fields", "lacks match: write match=..."),
        ("C-1,12/11/2026,matched,match=yes", "Fields", "one of adoption, long_term_fostering"),
        ("C-1,12/11/2026,interval_set,weeks=²;reason=x", "Fields", "(a count)"),
    ],
)
def test_a_row_that_is_not_understood_is_refused_with_its_cure(line: str, column: str, why: str) -> None:
    rows, [(number, heading, sentence)] = read("C-9,12/11/2026,ppm_held,", line)
    assert len(rows) == 1
    assert (number, heading) == (3, column)
    assert why in sentence


def test_only_children_on_record_and_days_that_have_come_are_taken_and_nothing_twice() -> None:
    file = read_events(
        (HEAD + "C-1,12/11/2026,panel_held,\nC-1,12/11/2026,panel_held,\nC-2,12/11/2026,panel_held,\n"
         "C-1,01/12/2026,panel_held,\nC-1,01/10/2026,panel_held,\n").encode(),
        "past.csv",
    )  # fmt: skip
    known = {"C-1": Journey("C-1", events=(Event(date(2026, 10, 1), "panel_held"),))}
    preview = compare_events(known, file, DAY)
    assert preview.add == {"C-1": (Event(date(2026, 11, 12), "panel_held"),)}
    assert preview.known == 2
    assert [(p.line, p.found) for p in preview.problems] == [(4, "C-2"), (5, "01/12/2026")]
    written = {"C-1": replace(known["C-1"], events=(*known["C-1"].events, *preview.add["C-1"]))}
    assert compare_events(written, file, DAY).add == {}


def test_a_row_of_siblings_joins_all_named_and_takes_nobody_out() -> None:
    lines = ("C-1,,siblings,C-2; C-3", "C-2,01/02/2026,Siblings,C-1", "C-1,,siblings,C-9", "C-3,,siblings,C-3")
    file = read_events((HEAD + "\n".join(lines)).encode(), "past.csv")
    known = {ref: Journey(ref) for ref in ("C-1", "C-2", "C-3", "C-4")}
    known["C-4"] = Journey("C-4", siblings=("C-1",))
    known["C-1"] = Journey("C-1", siblings=("C-2", "C-4"))
    known["C-2"] = Journey("C-2", siblings=("C-1",))
    preview = compare_events(known, file, DAY)
    assert dict(preview.siblings) == {"C-1": ("C-3",), "C-2": ("C-3",), "C-3": ("C-1", "C-2")}
    assert [(problem.line, problem.found) for problem in preview.problems] == [(5, "C-3"), (4, "C-9")]
    assert preview.add == {}


def field_values(rule: FieldRule) -> st.SearchStrategy[Field]:
    match rule.kind:
        case "word":
            return st.sampled_from(rule.words)
        case "date":
            return st.dates(date(1990, 1, 1), date(2060, 1, 1))
        case "flag":
            return st.booleans()
        case "count":
            return st.integers(1, 60)
        case _:
            return st.from_regex(r"[a-z][a-z ,'\"]{0,20}[a-z]", fullmatch=True).map(lambda text: " ".join(text.split()))


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(sorted(EVENTS)))
    fields = {
        name: draw(field_values(rule)) for name, rule in EVENTS[kind].items() if rule.required or draw(st.booleans())
    }
    return Event(draw(st.dates(date(1990, 1, 1), date(2060, 1, 1))), kind, fields)


@given(st.lists(events(), max_size=8))
def test_every_event_there_is_survives_being_written_and_read(told: list[Event]) -> None:
    file = read_events(events_csv(("C-1", event) for event in told), "past.csv")
    assert file.problems == ()
    assert [row.event for row in file.rows] == told


def ended(*before: Event, file: str) -> EventsPreview:
    return compare_events({"C-1": Journey("C-1", events=before)}, read_events((HEAD + file).encode(), "past.csv"), DAY)


BREAKS = Event(date(2024, 3, 4), "entered_care", {"legal_status": "V4"})
CARE = Event(date(2025, 8, 11), "entered_care", {"legal_status": "C2"})
OVER = "C-1,20/08/2025,left_care,\n"


@pytest.mark.parametrize(
    ("before", "file"),
    [
        ((BREAKS, CARE), OVER),
        ((BREAKS,), "C-1,11/08/2025,entered_care,legal_status=C2\n" + OVER),
        ((), "C-1,04/03/2024,entered_care,legal_status=V3\nC-1,11/08/2025,entered_care,legal_status=V2\n" + OVER),
    ],
    ids=["on record", "care in the file", "both in the file"],
)
def test_an_ending_that_may_be_of_short_breaks_or_of_care_begun_meanwhile_is_asked(
    before: tuple[Event, ...], file: str
) -> None:
    preview = ended(*before, file=file)
    [problem] = preview.problems
    assert "could end the short breaks that began on 4 March 2024 or the care that began on 11 August 2025" in (
        problem.sentence
    )
    assert not [event for event in preview.add.get("C-1", ()) if event.type == "left_care"]
    assert preview.leaving == ()


@pytest.mark.parametrize(
    ("before", "file", "said"),
    [
        ((CARE,), "C-1,01/10/2025,entered_care,\n", "began on 1 October 2025, but it has run since 11 August 2025"),
        ((CARE,), "C-1,01/10/2024,entered_care,\n", "began on 1 October 2024, but it began on 11 August 2025"),
        ((), "C-1,11/08/2025,entered_care,\nC-1,01/10/2025,entered_care,\n", "but it began on 1 October 2025"),
    ],
    ids=["while it runs", "before it", "both in the file"],
)
def test_care_that_begins_twice_without_an_end_between_is_asked(
    before: tuple[Event, ...], file: str, said: str
) -> None:
    preview = ended(*before, file=file)
    [problem] = preview.problems
    assert said in problem.sentence
    assert "left_care" in problem.sentence
    events = (*before, *preview.add.get("C-1", ()))
    assert len([event for event in events if event.type == "entered_care"]) == 1


@pytest.mark.parametrize(
    ("before", "file"),
    [
        ((BREAKS,), "C-1,11/08/2025,entered_care,\n"),
        ((CARE,), "C-1,01/10/2025,left_care,\nC-1,01/10/2025,entered_care,\n"),
        ((CARE,), "C-1,01/10/2024,entered_care,\nC-1,01/03/2025,left_care,\n"),
        ((CARE,), "C-1,04/03/2024,entered_care,legal_status=V4\n"),
        ((Event(date(2025, 8, 11), "legal_status_changed", {"legal_status": "C2"}),), "C-1,01/08/2025,entered_care,\n"),
    ],
    ids=["after short breaks", "after its end", "an earlier period", "short breaks before", "a start not known"],
)
def test_a_beginning_that_is_one_is_taken(before: tuple[Event, ...], file: str) -> None:
    preview = ended(*before, file=file)
    assert preview.problems == ()
    assert [event.type for event in preview.add["C-1"]].count("entered_care") == 1


def test_a_child_who_leaves_care_by_past_events_is_named_with_the_day() -> None:
    preview = ended(CARE, file=OVER)
    assert preview.problems == ()
    assert preview.leaving == (("C-1", date(2025, 8, 20)),)
    after_breaks = ended(BREAKS, Event(date(2025, 8, 11), "left_care"), CARE, file=OVER)
    assert (after_breaks.problems, len(after_breaks.leaving)) == ((), 1)
    assert ended(BREAKS, file=OVER).leaving == ()  # the breaks end, and nobody was in care
