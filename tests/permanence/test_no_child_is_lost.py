"""What must hold for every policy and any journey: no child is lost, nothing is met too early, the past stays put."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings, strategies as st

from permanence.journey import Event, Journey
from permanence.policy import Policy, load, names
from permanence.timeline import Obligation, timeline
from tests.permanence.generated import LAST, children, days, entries, happenings, lives, stays

SIXTH = Path(__file__).parent / "sixth_council.toml"
POLICIES = [load(name) for name in names()]
EVERY = [*POLICIES, load(SIXTH)]
ORDERS = ("adoption_order", "sgo", "cao")

five = pytest.mark.parametrize("policy", POLICIES, ids=[policy.name for policy in POLICIES])
every = pytest.mark.parametrize("policy", EVERY, ids=[policy.name for policy in EVERY])
quick = settings(max_examples=30)


def _anchor(item: Obligation) -> date:
    return item.since


def _end(journey: Journey) -> date:
    return max(event.on for event in journey.events)


def _permanent(journey: Journey, as_of: date) -> bool:
    """Permanence, said without the engine: an outcome, or an order that is one."""
    return any(
        event.on <= as_of
        and (event.type == "permanence_achieved" or (event.type == "order_made" and event.fields["order"] in ORDERS))
        for event in journey.events
    )


def _looks(data: st.DataObject, journey: Journey) -> date:
    start = min(event.on for event in journey.events)
    return start + timedelta(days=data.draw(st.integers(0, (_end(journey) - start).days + 400), label="day"))


@five
@quick
@given(st.data())
def test_a_child_in_care_without_permanence_has_something_next_or_a_recorded_reason(
    policy: Policy, data: st.DataObject
) -> None:
    journey = data.draw(stays(policy))
    as_of = _looks(data, journey)
    entry = next(event.on for event in journey.events if event.type == "entered_care")
    assume(as_of >= entry and not _permanent(journey, as_of))
    found = timeline(policy, journey, as_of)
    assert any(item.is_open for item in found.obligations) or found.silences
    if policy.name != "west-sussex":
        assert found.silences == ()
        assert any(item.is_open and item.what in ("ppm", "panel") for item in found.obligations)


@every
@quick
@given(st.data())
def test_nothing_is_met_before_its_clock_started_and_every_date_is_in_order(
    policy: Policy, data: st.DataObject
) -> None:
    journey = data.draw(lives(policy))
    as_of = _looks(data, journey)
    found = timeline(policy, journey, as_of)
    happened = {event.on for event in journey.events}
    for item in found.obligations:
        assert _anchor(item) <= as_of
        assert item.met_on is None or _anchor(item) <= item.met_on <= as_of
        assert item.met_on is None or item.met_on in happened
        assert (item.due is None) == (item.aim_for is None)
        assert item.standing != "undated" or item.due is None
        assert item.due is not None or item.standing in ("undated", "met", "ended")
        if item.due is not None and item.aim_for is not None:
            assert policy.calendar.is_working_day(item.aim_for.toordinal())
            assert 0 <= (item.due - item.aim_for).days <= 12
        if item.opens is not None and item.due is not None:
            assert _anchor(item) <= item.opens <= item.due
    dated = [item.due for item in found.obligations if item.due]
    assert dated == sorted(dated)
    assert len({item.occasion for item in found.obligations}) == len(found.obligations)


@every
@quick
@given(st.data())
def test_the_answer_of_a_day_never_depends_on_what_happened_after_it(policy: Policy, data: st.DataObject) -> None:
    journey = data.draw(lives(policy))
    as_of = _looks(data, journey)
    known = replace(journey, events=tuple(event for event in journey.events if event.on <= as_of))
    assert timeline(policy, journey, as_of) == timeline(policy, known, as_of)


@every
@quick
@given(st.data())
def test_the_order_in_which_events_are_given_means_nothing(policy: Policy, data: st.DataObject) -> None:
    journey = data.draw(lives(policy))
    shuffled = replace(journey, events=tuple(data.draw(st.permutations(journey.events))))
    as_of = _looks(data, journey)
    assert timeline(policy, journey, as_of) == timeline(policy, shuffled, as_of)


@every
@quick
@given(st.data())
def test_a_later_event_never_changes_how_an_earlier_duty_was_met(policy: Policy, data: st.DataObject) -> None:
    journey = data.draw(lives(policy))
    as_of = _looks(data, journey)
    later = data.draw(happenings(as_of + timedelta(days=1), policy, most=4, span=200))
    longer = replace(journey, events=(*journey.events, *later))
    then = {item.occasion: item for item in timeline(policy, longer, as_of + timedelta(days=400)).obligations}
    for item in timeline(policy, journey, as_of).obligations:
        assert item.occasion in then
        if item.standing in ("met", "met_late"):
            assert then[item.occasion] == item
        if item.standing == "ended":
            assert then[item.occasion].standing == "ended"


def _series(policy: Policy) -> Iterator[tuple[str, int]]:
    """The rules whose answer starts them again, with the longest each interval may be in days."""
    longest = {"weeks": 7, "months": 31, "days": 1}
    for rule in policy.rules:
        due = rule.rule.due[0].within
        if rule.restarts_on_met and due is not None:
            unit = next(unit for unit in longest if getattr(due, unit) is not None)
            yield rule.rule.id, longest[unit] * getattr(due, unit)


@five
@quick
@given(st.data())
def test_a_series_never_leaves_a_gap_longer_than_its_interval(policy: Policy, data: st.DataObject) -> None:
    journey = data.draw(lives(policy))
    found = timeline(policy, journey, _looks(data, journey))
    for rule, longest in _series(policy):
        for item in found.obligations:
            if item.rule == rule and item.due is not None:
                assert (item.due - _anchor(item)).days <= longest
        chain = [item for item in found.obligations if item.rule == rule]
        chain.sort(key=_anchor)
        for before, after in pairwise(chain):
            assert before.met_on is None or before.met_on <= _anchor(after)
            assert before.standing in ("met", "met_late", "ended")


@five
@quick
@given(st.data())
def test_each_meeting_held_in_a_plain_series_starts_the_next_clock_that_day(
    policy: Policy, data: st.DataObject
) -> None:
    journey = data.draw(stays(policy))
    as_of = _looks(data, journey)
    plain = {"next-panel", "permanence-meeting", "next-meeting"}
    found = timeline(policy, journey, as_of)
    for item in found.obligations:
        if item.rule in plain and item.met_on is not None and not _permanent(journey, item.met_on):
            assert item.met_on in [_anchor(other) for other in found.obligations if other.rule == item.rule]


@five
@quick
@given(st.data())
def test_achieving_permanence_ends_every_series_of_meetings(policy: Policy, data: st.DataObject) -> None:
    journey = data.draw(stays(policy))
    day = _end(journey) + timedelta(days=data.draw(st.integers(1, 60)))
    achieved = Event(day, "permanence_achieved", {"by": data.draw(st.sampled_from([*ORDERS, "long_term_match"]))})
    found = timeline(policy, replace(journey, events=(*journey.events, achieved)), day)
    assert [item for item in found.obligations if item.is_open and item.what in ("ppm", "panel")] == []
    assert found.cohorts == ()
    later = timeline(policy, replace(journey, events=(*journey.events, achieved)), day + timedelta(days=365))
    assert later.cohorts == ()
    assert [item for item in later.obligations if item.is_open and item.what in ("ppm", "panel")] == []


@five
@quick
@given(st.data())
def test_leaving_care_ends_everything_but_the_record_of_what_was_held(policy: Policy, data: st.DataObject) -> None:
    journey = data.draw(stays(policy))
    day = _end(journey) + timedelta(days=data.draw(st.integers(1, 60)))
    left = replace(journey, events=(*journey.events, Event(day, "left_care")))
    found = timeline(policy, left, day + timedelta(days=data.draw(st.integers(0, 300))))
    outliving = {rule.rule.id for rule in policy.rules if rule.rule.outlives_care}
    assert {item.rule for item in found.obligations if item.is_open} <= outliving
    assert found.cohorts == ()


@five
@quick
@given(st.data())
def test_a_second_period_of_care_starts_every_clock_afresh(policy: Policy, data: st.DataObject) -> None:
    start = data.draw(days().filter(lambda day: day < LAST - timedelta(days=900)))
    first = [data.draw(entries(start)), *data.draw(happenings(start, policy, span=200))]
    first = [event for event in first if event.fields.get("name") != "home_office_decision"]
    again = start + timedelta(days=data.draw(st.integers(202, 400)))
    second = [data.draw(entries(again)), *data.draw(happenings(again, policy, span=300))]
    both = [*first, Event(start + timedelta(days=201), "left_care"), *second]
    journey = data.draw(children(both, start))
    as_of = again + timedelta(days=data.draw(st.integers(0, 500)))
    queued = {rule.rule.id for rule in policy.rules if rule.rule.oldest_first}
    fresh = timeline(policy, replace(journey, events=tuple(second)), as_of)
    found = timeline(policy, journey, as_of)
    assert [item for item in found.obligations if _anchor(item) >= again and item.rule not in queued] == [
        item for item in fresh.obligations if item.rule not in queued
    ]
    assert found.cohorts == fresh.cohorts


@five
@quick
@given(st.data())
def test_short_breaks_start_no_clock(policy: Policy, data: st.DataObject) -> None:
    start = data.draw(days())
    status = data.draw(st.sampled_from(["V3", "V4"]))
    entry = Event(start, "entered_care", {"legal_status": status, "placement": "U6"})
    stay = [event for event in data.draw(happenings(start, policy)) if event.type not in ("legal_status_changed",)]
    journey = data.draw(children([entry, *stay], start))
    found = timeline(policy, journey, start + timedelta(days=600))
    assert (found.obligations, found.cohorts) == ((), ())


@every
@quick
@given(st.data())
def test_a_temporary_move_and_the_return_from_it_change_nothing(policy: Policy, data: st.DataObject) -> None:
    start = data.draw(days())
    entry = data.draw(entries(start))
    stay = [event for event in data.draw(happenings(start, policy)) if event.type != "placement_changed"]
    journey = data.draw(children([entry, *stay], start))
    away = start + timedelta(days=data.draw(st.integers(1, 300)))
    temporary = Event(away, "placement_changed", {"placement": data.draw(st.sampled_from(["T0", "T2", "T4"]))})
    back = Event(away + timedelta(days=5), "placement_changed", {"placement": entry.fields["placement"]})
    moved = replace(journey, events=(*journey.events, temporary, back))
    as_of = start + timedelta(days=700)
    assert timeline(policy, moved, as_of) == timeline(policy, journey, as_of)
