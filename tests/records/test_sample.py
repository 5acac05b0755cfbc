"""The made-up caseload: always the same for the same arguments, and it makes sense."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from permanence.due import who_is_due
from permanence.journey import Journey
from permanence.policy import load
from permanence.timeline import timeline
from records import cast
from records.lists.events_file import compare_events, read_events
from records.lists.people import read_people, teams_without_manager
from records.previews.caseload import read_caseload
from records.previews.differences import compare
from records.previews.joined import after
from records.previews.preview import Known
from records.sample import make_sample, sample_children
from records.sample.stories import STORIES

DAY = date(2026, 11, 20)
SHORT_BREAKS = ("V3", "V4")
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.fixture(scope="module")
def known() -> dict[str, Known]:
    """The sample as a newcomer's database holds it: caseload and past events imported."""
    sample = make_sample(300, 1, DAY)
    imported = after({}, compare({}, read_caseload(sample.workbook, "sample.xlsx"), DAY))
    journeys = {child: entry.journey for child, entry in imported.items()}
    past = compare_events(journeys, read_events(sample.events, "past.csv"), DAY)
    assert past.problems == ()
    return {
        child: replace(entry, journey=replace(entry.journey, events=(*entry.journey.events, *past.add.get(child, ()))))
        for child, entry in imported.items()
    }


def test_the_same_arguments_give_the_same_bytes_and_another_seed_gives_others() -> None:
    assert make_sample(40, 7, DAY) == make_sample(40, 7, DAY)
    assert make_sample(40, 7, DAY).workbook != make_sample(40, 8, DAY).workbook


@pytest.mark.long
@settings(max_examples=25)
@given(st.integers(0, 120), st.integers(), DAYS)
def test_what_is_written_as_a_workbook_is_read_back_as_it_was(children: int, seed: int, as_of: date) -> None:
    told = [row for row, _ in sample_children(children, seed, as_of)]
    caseload = read_caseload(make_sample(children, seed, as_of).workbook, "sample.xlsx")
    assert list(caseload.rows) == [row for row in told if row.legal_status not in SHORT_BREAKS]
    assert [out.child for out in caseload.excluded] == [r.child for r in told if r.legal_status in SHORT_BREAKS]
    assert (caseload.problems, caseload.taken) == ((), {})


@settings(max_examples=25)
@given(st.integers(1, 120), st.integers(), DAYS)
def test_every_made_up_journey_makes_sense(children: int, seed: int, as_of: date) -> None:
    told = sample_children(children, seed, as_of)
    assert len(told) == len({row.child for row, _ in told}) == children
    for row, past in told:
        assert row.date_of_birth is not None
        age = (as_of - row.date_of_birth).days / 365.25
        assert 0 <= age < 18
        assert row.date_of_birth <= row.entered <= row.legal_status_since <= as_of
        assert row.placement_since is not None
        assert row.entered <= row.placement_since <= as_of
        for day in (row.reviewed, row.visited, row.left):
            assert day is None or row.entered <= day <= (row.left or as_of)
        assert row.plan_agreed is None or row.plan_agreed <= as_of
        assert bool(row.plan) == bool(row.plan_agreed)
        assert all(row.entered <= event.on <= (row.left or as_of) for event in past)
        assert all(event.on.weekday() == 3 for event in past if event.type == "panel_held")
        assert all(event.on.weekday() < 5 for event in past if event.type == "ppm_held")
        if row.adoption:
            steps = [row.adoption.decided, row.adoption.ordered, row.adoption.matched, row.adoption.placed]
            given_steps = [step for step in steps if step]
            assert given_steps == sorted(given_steps)
            assert given_steps[-1] <= as_of
        assert row.worker in cast.WORKERS[row.team]


def test_each_kind_of_child_is_there_in_a_caseload_of_any_usual_size() -> None:
    names = {row.child for row, _ in sample_children(len(STORIES), 3, DAY)}
    assert len(names) == len(STORIES)
    assert {row.legal_status for row, _ in sample_children(len(STORIES), 3, DAY)} >= {"C1", "C2", "E1", "V2"}


def test_every_cohort_of_the_procedure_has_children(known: dict[str, Known]) -> None:
    policy = load("bcp-2023")
    found = Counter(
        member.cohort for entry in known.values() for member in timeline(policy, entry.journey, DAY).cohorts
    )
    assert set(found) == {
        "in_care_6_weeks",
        "not_long_term_matched",
        "section_20_12_weeks",
        "placed_with_parents",
        "no_permanence_plan",
        "plan_not_achieved",
        "moving_to_an_order",
        "waiting_to_be_linked",
        "placed_for_adoption",
        "waiting_to_be_adopted",
        "change_from_adoption",
    }
    assert any(entry.journey.unaccompanied for entry in known.values())


def test_some_children_are_not_due_some_soon_and_some_long_overdue(known: dict[str, Known]) -> None:
    due = who_is_due(load("bcp-2023"), [entry.journey for entry in known.values()], DAY)
    standings = Counter(child.obligation.standing for child in due)
    assert standings["upcoming"] > standings["overdue"] > 5
    assert standings["due_soon"] > 10
    late = [child for child in due if child.obligation.due and child.obligation.due < DAY - timedelta(weeks=5)]
    assert 0 < len(late) < len(due) / 8
    first = [child for child in due if child.obligation.clause == "BCP-3.1"]
    assert any(child.obligation.due and child.obligation.due >= DAY for child in first)


def test_the_past_events_do_not_make_the_caseload_look_changed(known: dict[str, Known]) -> None:
    caseload = read_caseload(make_sample(300, 1, DAY).workbook, "sample.xlsx")
    preview = compare(known, caseload, DAY + timedelta(days=1))
    assert preview.changes == ()
    assert len(preview.unchanged) == len(known)


def test_every_team_has_a_manager_of_its_own_beside_the_one_who_stands_in() -> None:
    people = read_people(make_sample(1, 1, DAY).people, "people.csv").people
    own = [person for person in people if "*" not in person.teams]
    teams = {row.team for row, _ in sample_children(300, 1, DAY)}
    assert 6 <= len(teams) <= 8
    assert teams_without_manager(own, teams) == []


def test_references_look_like_c_1042_and_initials_like_two_letters(known: dict[str, Known]) -> None:
    assert "C-1042" in known
    assert all(len(entry.initials) == 2 and entry.initials.isupper() for entry in known.values())
    assert all(isinstance(entry.journey, Journey) for entry in known.values())
