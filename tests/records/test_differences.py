"""A caseload against what is known: what is new, changed, left, missing; and importing again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from permanence.journey import Event, Journey
from permanence.policy import load
from permanence.timeline import timeline
from records.files.mapping import load_mapping
from records.files.problems import RecordError
from records.previews.caseload import read_caseload
from records.previews.differences import compare
from records.previews.joined import after
from records.previews.preview import Change, Known, Preview
from tests.records.books import DAY, GOOD, LIST_10, child, read, sheets

LIIA = Path(__file__).parent / "data" / "Annex_A_liiatools.xlsx"
ENTRY = date(2026, 1, 5)


def told(events: tuple[Event, ...]) -> list[tuple[str, str, str]]:
    return [(e.on.isoformat(), e.type, " ".join(str(v) for _, v in sorted(e.fields.items()))) for e in events]


def once(*rows: Mapping[str, Any], as_of: date = DAY) -> dict[str, Known]:
    return after({}, compare({}, read(*rows), as_of))


def again(known: Mapping[str, Known], *rows: Mapping[str, Any], as_of: date = DAY + timedelta(days=7)) -> Preview:
    return compare(known, read(*rows), as_of)


def only_change(preview: Preview) -> Change:
    [change] = preview.changes
    return change


def test_a_new_child_comes_with_their_dated_events() -> None:
    preview = compare({}, read(), DAY)
    change = only_change(preview)
    assert preview.new == (change,)
    assert told(change.add) == [
        ("2026-01-05", "entered_care", "V2 U6"),
        ("2026-04-30", "review_held", ""),
        ("2026-11-02", "visited", ""),
        ("2026-11-20", "plan_agreed", "long_term_fostering"),
    ]
    assert (change.person.team, change.person.worker, change.person.date_of_birth) == (
        "Children in Care East",
        "Amy Sinclair",
        date(2019, 5, 2),
    )


def test_a_later_legal_status_and_placement_are_their_own_events_and_the_first_ones_are_not_invented() -> None:
    row = child(legal_status="C2: FCO", legal_status_since=date(2026, 8, 3), placement_since=date(2026, 3, 2))
    assert told(only_change(compare({}, read(row), DAY)).add)[:3] == [
        ("2026-01-05", "entered_care", ""),
        ("2026-03-02", "placement_changed", "U6"),
        ("2026-04-30", "review_held", ""),
    ]
    assert ("2026-08-03", "legal_status_changed", "C2") in told(only_change(compare({}, read(row), DAY)).add)


def test_importing_the_same_file_again_changes_nothing_even_weeks_later() -> None:
    known = once(child(), child(child="C-2", plan=""))
    preview = again(known, child(), child(child="C-2", plan=""), as_of=DAY + timedelta(days=40))
    assert (preview.changes, preview.unchanged) == ((), ("C-1042", "C-2"))
    assert preview.missing == preview.refused == preview.notes == ()


def test_the_published_sample_imported_twice_changes_nothing() -> None:
    caseload = read_caseload(LIIA.read_bytes(), "Annex_A.xlsx")
    first = compare({}, caseload, date(2021, 3, 1))
    assert (first.counts["new"], first.counts["refused"]) == (5, 0)
    assert compare(after({}, first), caseload, date(2021, 4, 1)).counts["unchanged"] == 5
    gone = next(change for change in first.new if change.child == "3623204")
    assert told(gone.add)[-2:] == [
        ("2020-09-22", "left_care", ""),
        ("2020-09-22", "permanence_achieved", "sgo"),
    ]


def test_a_new_legal_status_placement_plan_review_and_visit_are_added_and_the_old_ones_stay() -> None:
    row = child(
        legal_status="C1: ICO",
        legal_status_since=date(2026, 11, 23),
        placement="p) K2: Children's Homes",
        placement_since=date(2026, 11, 24),
        plan="b) Adoption",
        reviewed=date(2026, 11, 25),
        visited=date(2026, 11, 26),
        team="Children in Care West",
    )
    change = only_change(again(once(child()), row))
    assert told(change.add) == [
        ("2026-11-23", "legal_status_changed", "C1"),
        ("2026-11-24", "placement_changed", "K2"),
        ("2026-11-25", "review_held", ""),
        ("2026-11-26", "visited", ""),
        ("2026-11-27", "plan_agreed", "adoption"),
    ]
    assert change.withdraw == ()
    assert [(fact.name, fact.was, fact.now) for fact in change.facts] == [
        ("team", "Children in Care East", "Children in Care West")
    ]


def test_leaving_care_is_dated_and_its_reason_tells_whether_permanence_was_achieved() -> None:
    for reason, by in (("E11", "adoption_order"), ("E47", "sgo"), ("E41", "cao"), ("E4A", "returned_home"), ("E5", "")):
        preview = again(once(child()), child(left=date(2026, 11, 24), left_by=reason))
        [change] = preview.left
        endings = [("2026-11-24", "left_care", "")] + ([("2026-11-24", "permanence_achieved", by)] if by else [])
        assert told(change.add) == endings


def test_a_long_term_placement_is_a_match_from_the_day_it_began() -> None:
    change = only_change(compare({}, read(child(placement="U4", placement_since=date(2026, 6, 1))), DAY))
    assert {
        ("2026-06-01", "matched", "long_term_fostering"),
        ("2026-06-01", "permanence_achieved", "long_term_match"),
    } < {*told(change.add)}


def test_a_council_whose_panel_must_ratify_a_match_says_so_in_its_mapping_file() -> None:
    own = load_mapping(b"[meaning]\nmatch_is_permanence = false")
    caseload = replace(read(child(placement="U4")), mapping=own)
    kinds = {event.type for event in only_change(compare({}, caseload, DAY)).add}
    assert "matched" in kinds
    assert "permanence_achieved" not in kinds


def test_a_placement_coded_anew_as_long_term_is_a_match_on_the_day_of_the_extract() -> None:
    change = only_change(again(once(child()), child(placement="U4")))
    assert [away.event.type for away in change.withdraw] == ["entered_care"]
    assert told(change.add) == [
        ("2026-01-05", "entered_care", "V2"),
        ("2026-01-05", "placement_changed", "U4"),
        ("2026-11-27", "matched", "long_term_fostering"),
        ("2026-11-27", "permanence_achieved", "long_term_match"),
    ]


def test_a_placement_coded_back_takes_the_match_back_with_it() -> None:
    change = only_change(again(once(child(placement="U4")), child()))
    assert sorted(away.event.type for away in change.withdraw) == ["entered_care", "matched", "permanence_achieved"]


def test_a_corrected_date_of_entry_withdraws_the_wrong_one_and_says_why() -> None:
    row = child(entered=date(2026, 1, 6), legal_status_since=date(2026, 1, 6), placement_since=date(2026, 1, 6))
    change = only_change(again(once(child()), row))
    [away] = change.withdraw
    assert (away.event.on, away.event.type) == (ENTRY, "entered_care")
    assert away.because == "the file gives 6 January 2026 as the day the child came into care"
    assert told(change.add) == [("2026-01-06", "entered_care", "V2 U6")]


def test_a_second_period_of_care_starts_afresh_beside_the_first() -> None:
    left = after(once(child()), again(once(child()), child(left=date(2026, 11, 23), left_by="E4A")))
    back = date(2026, 12, 1)
    row = child(entered=back, legal_status_since=back, placement_since=back, reviewed="", visited="")
    change = only_change(again(left, row, as_of=date(2026, 12, 4)))
    assert change.withdraw == ()
    assert told(change.add) == [
        ("2026-12-01", "entered_care", "V2 U6"),
        ("2026-12-04", "plan_agreed", "long_term_fostering"),
    ]


def test_a_row_of_an_earlier_period_of_care_changes_nothing_in_the_present_one() -> None:
    back = date(2026, 6, 1)
    known = once(child(entered=back, legal_status_since=back, placement_since=back, reviewed="", visited=""))
    first = Event(ENTRY, "entered_care", {"legal_status": "V2", "placement": "U6"})
    known["C-1042"] = replace(known["C-1042"], journey=_with(known["C-1042"].journey, first))
    preview = again(known, child(left=date(2026, 3, 1), left_by="E4A", reviewed="", visited=""))
    assert (preview.changes, preview.unchanged) == ((), ("C-1042",))
    assert "a period before the one on record from 1 June 2026" in preview.notes[0].sentence


def _with(journey: Journey, *events: Event) -> Journey:
    return replace(journey, events=(*journey.events, *events))


def test_a_child_the_file_says_is_in_care_after_all_has_the_ending_withdrawn() -> None:
    known = once(child(left=date(2026, 11, 16), left_by="E4A"))
    change = only_change(again(known, child()))
    assert sorted(away.event.type for away in change.withdraw) == ["left_care", "permanence_achieved"]
    assert change.add == ()


def test_an_ending_recorded_after_the_extract_was_made_stays() -> None:
    known = once(child())
    gone = Event(DAY + timedelta(days=20), "left_care")
    known["C-1042"] = replace(known["C-1042"], journey=_with(known["C-1042"].journey, gone))
    assert again(known, child()).unchanged == ("C-1042",)


def test_a_new_start_without_an_ending_is_a_second_period_when_the_file_says_so_and_else_a_correction() -> None:
    back = date(2026, 11, 23)
    again_in_care = {
        "entered": back,
        "legal_status_since": back,
        "placement_since": back,
        "reviewed": "",
        "visited": "",
    }
    second = only_change(again(once(child()), child(**again_in_care, second_period="a) Yes")))
    assert (second.withdraw, second.add[0].type, second.add[0].on) == ((), "entered_care", back)
    corrected = only_change(again(once(child()), child(**again_in_care)))
    assert [away.event.on for away in corrected.withdraw] == [ENTRY]


def test_a_child_who_is_not_in_the_file_is_asked_about_and_not_ended() -> None:
    known = once(child(), child(child="C-2"), child(child="C-3", left=date(2026, 11, 2), left_by="E5"))
    preview = again(known, child())
    assert [gone.child for gone in preview.missing] == ["C-2"]
    assert preview.changes == ()
    assert "nothing was changed" in preview.missing[0].sentence


def test_a_child_whose_row_is_refused_or_in_short_breaks_is_not_missing() -> None:
    known = once(child(), child(child="C-2"))
    preview = again(known, child(legal_status="??"), child(child="C-2", legal_status="V4"))
    assert preview.missing == ()
    assert len(preview.refused) == 1


@pytest.mark.parametrize("name", ["entered", "legal_status_since"])
def test_a_key_date_after_the_extract_refuses_the_row(name: str) -> None:
    late = date(2027, 1, 1)
    preview = compare({}, read(child(legal_status_since=late, **({"entered": late} if name == "entered" else {}))), DAY)
    assert preview.changes == ()
    refusing = [(p.line, p.found) for p in preview.refused if p.refused]
    assert refusing == [(2, "01/01/2027")] * (2 if name == "entered" else 1)
    assert preview.omitted == ()  # what else is said of the row stands with it


@pytest.mark.parametrize("name", ["date_of_birth", "placement_since", "reviewed", "visited", "left"])
def test_another_date_after_the_extract_is_left_out(name: str) -> None:
    preview = compare({}, read(child(**{name: date(2027, 1, 1)}, **({"left_by": "E5"} if name == "left" else {}))), DAY)
    change = only_change(preview)
    assert max(event.on for event in change.add) <= DAY
    assert "left_care" not in {event.type for event in change.add}
    [problem] = [problem for problem in preview.omitted if problem.found == "01/01/2027"]
    assert (problem.line, problem.refused) == (2, False)
    assert problem.column in GOOD


def test_an_older_extract_than_the_last_one_is_refused_whole() -> None:
    with pytest.raises(RecordError, match="as of 20 November 2026 has been imported already"):
        again(once(child()), child(), as_of=DAY - timedelta(days=1))


def test_a_plan_that_vanishes_from_the_file_stays_on_record_and_is_noted_once() -> None:
    known = once(child())
    preview = again(known, child(plan=""))
    assert only_change(preview).add == ()
    assert "no longer gives a permanence plan" in preview.notes[0].sentence
    assert again(after(known, preview), child(plan="")).notes == ()


def test_a_plan_with_its_own_date_is_agreed_on_that_date() -> None:
    row = {**child(), "Date Permanence Plan Agreed": date(2026, 4, 1), "Contingency Plan": "b) Adoption"}
    known = once(row)
    plans = [event for event in known["C-1042"].journey.events if event.type == "plan_agreed"]
    assert [(event.on, dict(event.fields)) for event in plans] == [
        (date(2026, 4, 1), {"plan": "long_term_fostering", "contingency": "adoption"})
    ]
    assert again(known, row).unchanged == ("C-1042",)
    assert again(known, child()).counts["events"] == 0


def test_unaccompanied_looks_back_twelve_months_and_is_never_undone() -> None:
    known = once(child(unaccompanied="a) Yes"))
    assert known["C-1042"].journey.unaccompanied
    assert after(known, again(known, child(unaccompanied="b) No")))["C-1042"].journey.unaccompanied


def test_what_the_file_does_not_give_stays_as_it_was() -> None:
    known = once({**child(), "Initials": "AB"})
    assert known["C-1042"].initials == "AB"
    row = child(date_of_birth="unknown", plan="Live with nan")
    row.pop("Allocated Worker")
    change = only_change(again(known, row))
    assert (change.person.initials, change.person.worker, change.person.date_of_birth) == (
        "AB",
        "Amy Sinclair",
        date(2019, 5, 2),
    )
    assert (change.add, change.facts) == ((), ())


def test_adoption_steps_become_events_and_a_corrected_step_moves() -> None:
    def book(matched: date) -> bytes:
        steps = ("C-1042", date(2026, 5, 1), date(2026, 6, 1), matched, date(2026, 9, 1), "", "")
        rows = [dict(zip(LIST_10, steps, strict=True))]
        placed = child(legal_status="E1", legal_status_since=date(2026, 6, 1), placement="A6",
                       placement_since=date(2026, 9, 1), plan="b) Adoption")  # fmt: skip
        return sheets({"List 8": [placed], "List 10": rows})

    first = compare({}, read_caseload(book(date(2026, 8, 3)), "a.xlsx"), DAY)
    steps = [event for event in told(only_change(first).add) if event[0] >= "2026-05-01" and event[1] != "visited"]
    assert steps == [
        ("2026-05-01", "adoption_decision", ""),
        ("2026-06-01", "legal_status_changed", "E1"),
        ("2026-06-01", "order_made", "placement_order"),
        ("2026-08-03", "matched", "adoption"),
        ("2026-09-01", "placed_for_adoption", ""),
        ("2026-09-01", "placement_changed", "A6"),
        ("2026-11-20", "plan_agreed", "adoption"),
    ]
    known = after({}, first)
    assert compare(known, read_caseload(book(date(2026, 8, 3)), "a.xlsx"), DAY).changes == ()
    moved = only_change(compare(known, read_caseload(book(date(2026, 8, 4)), "a.xlsx"), DAY))
    assert [(away.event.on, away.event.type) for away in moved.withdraw] == [(date(2026, 8, 3), "matched")]
    assert told(moved.add) == [("2026-08-04", "matched", "adoption")]


def test_an_adoption_step_after_the_extract_is_left_out_and_named_by_its_place_on_list_10() -> None:
    steps = dict(zip(LIST_10, ("C-1042", date(2026, 5, 1), date(2027, 1, 4), "", "", "", ""), strict=True))
    preview = compare({}, read_caseload(sheets({"List 8": [child()], "List 10": [steps]}), "a.xlsx"), DAY)
    [problem] = preview.omitted
    assert (problem.sheet, problem.line, problem.column) == ("List 10", 2, "Date of Placement Order")
    kinds = [event.type for event in only_change(preview).add]
    assert "adoption_decision" in kinds
    assert "order_made" not in kinds


def test_events_recorded_by_the_panel_are_left_alone() -> None:
    known = once(child())
    held = Event(date(2026, 11, 12), "panel_held")
    known["C-1042"] = replace(known["C-1042"], journey=_with(known["C-1042"].journey, held))
    assert again(known, child()).unchanged == ("C-1042",)


def test_the_engine_judges_a_child_whose_first_status_and_placement_the_file_does_not_tell() -> None:
    row = child(legal_status_since=date(2026, 8, 3), placement_since=date(2026, 3, 2))
    journey = once(row)["C-1042"].journey
    judged = timeline(load("bcp-2023"), journey, DAY)
    assert {member.cohort for member in judged.cohorts} >= {"section_20_12_weeks", "not_long_term_matched"}
    assert next(m for m in judged.cohorts if m.cohort == "section_20_12_weeks").since == date(2026, 10, 26)


REFERENCES = st.sampled_from(["C-1", "C-2", "C-3"])
DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 19))


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A file of up to three children whose facts may be anything a real extract holds."""
    found = []
    for reference in draw(st.sets(REFERENCES, min_size=1)):
        entered, status_since, placed_since = draw(DAYS), draw(DAYS), draw(DAYS)
        left = draw(st.none() | DAYS)
        found.append(
            child(
                child=reference,
                entered=entered,
                legal_status_since=max(entered, status_since),
                legal_status=draw(st.sampled_from(["V2", "C1: ICO", "C2: FCO", "E1", "Made up"])),
                placement=draw(st.sampled_from(["U6", "U4", "P1", "A6", "T1", "K2", ""])),
                placement_since=placed_since,
                plan=draw(st.sampled_from(["", "b) Adoption", "f) Long-term fostering", "c) SGO/CAO", "Made up"])),
                reviewed=draw(st.none() | DAYS),
                visited=draw(st.none() | DAYS),
                left=max(left, entered) if left else None,
                left_by=draw(st.sampled_from(["E11", "E4A", "E5", ""])) if left else "",
                second_period=draw(st.sampled_from(["a) Yes", "b) No"])),
            )
        )
    return found


@pytest.mark.long
@settings(max_examples=60)
@given(st.lists(rows(), min_size=1, max_size=4))
def test_whatever_was_imported_before_the_last_file_imported_again_changes_nothing(
    files: list[list[dict[str, Any]]],
) -> None:
    known: dict[str, Known] = {}
    for week, file in enumerate(files):
        as_of = DAY + timedelta(weeks=week)
        preview = compare(known, read(*file), as_of)
        assert all(event.on <= as_of for change in preview.changes for event in change.add)
        mentioned = {row["Child Unique ID"] for row in file}
        assert {gone.child for gone in preview.missing}.isdisjoint(mentioned)
        known = after(known, preview)
        second = compare(known, read(*file), as_of + timedelta(days=1))
        assert second.changes == ()
        assert second.missing == preview.missing
