"""Each thing a condition can say, on the days before, on and after it begins and ends to hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from permanence.calendar import Calendar
from permanence.journey import Journey
from permanence.policy_file.parts import Condition
from permanence.rules.conditions import compiled
from permanence.rules.history import history
from tests.permanence.journeys import child, day, entered, milestone, on

CALENDAR = Calendar()
LATER = "2026-12-31"


def _holds(condition: dict[str, Any], journey: Journey, *, as_of: str = LATER) -> list[tuple[str, str]]:
    """The spans as dates; the end is the first day it no longer holds, `open` when there is none."""
    holds = compiled(Condition.model_validate(condition), {}, CALENDAR)
    return [(_text(start), _text(end)) for start, end in holds(history(journey, day(as_of)))]


def _text(ordinal: int) -> str:
    if ordinal == 0:
        return "ever"
    return "open" if ordinal > date(9000, 1, 1).toordinal() else date.fromordinal(ordinal).isoformat()


STAY = (
    entered("2026-01-05", "V2", "U6", emergency=True),
    on("2026-02-02", "legal_status_changed", legal_status="C1"),
    on("2026-03-02", "placement_changed", placement="K2"),
    on("2026-03-10", "plan_agreed", plan="return_home", contingency="sgo"),
    on("2026-04-10", "plan_agreed", plan="adoption"),
    on("2026-05-01", "ppm_held"),
    on("2026-06-01", "ppm_held"),
    on("2026-07-01", "left_care"),
)


@pytest.mark.parametrize(
    ("condition", "spans"),
    [
        ({"in_care": True}, [("2026-01-05", "2026-07-01")]),
        ({"in_care": False}, [("ever", "2026-01-05"), ("2026-07-01", "open")]),
        ({"legal_status": "V2"}, [("2026-01-05", "2026-02-02")]),
        ({"legal_status": ["V2", "C1"]}, [("2026-01-05", "2026-07-01")]),
        ({"placement": "U6"}, [("2026-01-05", "2026-03-02")]),
        ({"placement": "K2"}, [("2026-03-02", "2026-07-01")]),
        ({"plan": "return_home"}, [("2026-03-10", "2026-04-10")]),
        ({"contingency": "sgo"}, [("2026-03-10", "2026-04-10")]),
        ({"any_plan": ["sgo", "adoption"]}, [("2026-03-10", "2026-07-01")]),
        ({"any_plan": "return_home"}, [("2026-03-10", "2026-04-10")]),
        ({"has_plan": True}, [("2026-03-10", "2026-07-01")]),
        ({"in_care": True, "has_plan": False}, [("2026-01-05", "2026-03-10")]),
        ({"has_contingency": True}, [("2026-03-10", "2026-04-10")]),
        ({"has_plan": True, "has_contingency": False}, [("2026-04-10", "2026-07-01")]),
        ({"plans_recorded": 2}, [("2026-03-10", "2026-07-01")]),
        ({"plans_recorded": 3}, [("2026-04-10", "2026-07-01")]),
        ({"plans_recorded": 4}, []),
        ({"entry": {"emergency": True}}, [("2026-01-05", "2026-07-01")]),
        ({"entry": {"emergency": False}}, []),
        ({"entry": {"legal_status": "V2"}}, [("2026-01-05", "2026-07-01")]),
        ({"entry": {"legal_status": "C1"}}, []),
        ({"entry": {"placement": "U6"}}, [("2026-01-05", "2026-07-01")]),
        ({"entry": {"placement": "K2"}}, []),
        ({"entry": {"age": {"from": 10, "under": 11}}}, [("2026-01-05", "2026-07-01")]),
        ({"entry": {"age": {"from": 11}}}, []),
        ({"age": {"under": 11}}, [("2015-06-01", "2026-06-01")]),
        ({"age": {"from": 11}}, [("2026-06-01", "open")]),
        ({"age": {"from": 7, "under": 11}}, [("2022-06-01", "2026-06-01")]),
        ({"born": True}, [("2015-06-01", "open")]),
        ({"born": False}, [("ever", "2015-06-01")]),
        ({"after": {"event": "ppm_held"}}, [("2026-05-01", "2026-07-01")]),
        ({"after": {"event": "ppm_held"}, "lifelong": True}, [("2026-05-01", "open")]),
        (
            {"after": {"event": "ppm_held"}, "until": {"event": "left_care"}, "lifelong": True},
            [("2026-05-01", "2026-07-01")],
        ),
        ({"after": {"event": "placement_changed"}, "until": {"event": "plan_agreed"}}, [("2026-03-02", "2026-03-10")]),
        (
            {"after": {"event": "plan_agreed"}, "until": {"event": "plan_agreed"}},
            [("2026-03-10", "2026-04-10"), ("2026-04-10", "2026-07-01")],
        ),
        ({"after": {"event": "panel_held"}}, []),
        ({"in_care": True, "count": {"event": "ppm_held"}}, [("2026-05-01", "2026-07-01")]),
        ({"in_care": True, "count": {"event": "ppm_held", "at_least": 2}}, [("2026-06-01", "2026-07-01")]),
        (
            {"in_care": True, "count": {"event": "ppm_held", "at_least": 1, "at_most": 1}},
            [("2026-05-01", "2026-06-01")],
        ),
        (
            {"in_care": True, "count": {"event": "ppm_held", "at_least": 0, "at_most": 0}},
            [("2026-01-05", "2026-05-01")],
        ),
        (
            {"in_care": True, "count": {"event": "ppm_held", "since": {"event": "plan_agreed"}, "at_least": 2}},
            [("2026-06-01", "2026-07-01")],
        ),
        ({"in_care": True, "for": {"weeks": 6}}, [("2026-02-16", "2026-07-01")]),
        ({"legal_status": "V2", "for": {"weeks": 4}}, []),
        ({"legal_status": "V2", "for": {"days": 27}}, [("2026-02-01", "2026-02-02")]),
        ({"all": [{"in_care": True}, {"placement": "K2"}]}, [("2026-03-02", "2026-07-01")]),
        (
            {"any": [{"legal_status": "V2"}, {"placement": "K2"}]},
            [("2026-01-05", "2026-02-02"), ("2026-03-02", "2026-07-01")],
        ),
        (
            {"in_care": True, "none": [{"legal_status": "V2"}, {"placement": "K2"}]},
            [("2026-02-02", "2026-03-02")],
        ),
        ({"unaccompanied": False, "in_care": True}, [("2026-01-05", "2026-07-01")]),
        ({"unaccompanied": True, "in_care": True}, []),
        ({"has_siblings": True, "in_care": True}, []),
        ({"has_siblings": False, "in_care": True}, [("2026-01-05", "2026-07-01")]),
        ({"team": "East", "in_care": True}, []),
    ],
)
def test_a_condition_holds_from_its_first_day_until_the_day_it_stops(
    condition: dict[str, Any], spans: list[tuple[str, str]]
) -> None:
    assert _holds(condition, child(*STAY)) == spans


def test_what_is_known_of_the_child_is_asked_of_the_child() -> None:
    known = child(*STAY, unaccompanied=True, siblings=("C-2",), team="East")
    care = [("2026-01-05", "2026-07-01")]
    for condition in ({"unaccompanied": True}, {"has_siblings": True}, {"team": ["West", "East"]}):
        assert _holds({**condition, "in_care": True}, known) == care


def test_a_child_whose_date_of_birth_is_not_known_has_no_age() -> None:
    unknown = child(*STAY, born=None)
    assert _holds({"age": {"under": 18}}, unknown) == []
    assert _holds({"entry": {"age": {"under": 18}}}, unknown) == []
    assert _holds({"born": True}, unknown) == []


def test_a_count_begins_again_with_a_new_period_of_care_and_at_what_it_counts_since() -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-20", "ppm_held"),
        on("2026-02-02", "proceedings_concluded"),
        on("2026-02-16", "ppm_held"),
        on("2026-03-01", "left_care"),
        entered("2026-04-01"),
        on("2026-04-20", "ppm_held"),
    )
    once = {"in_care": True, "count": {"event": "ppm_held", "at_least": 1}}
    assert _holds(once, journey) == [("2026-01-20", "2026-03-01"), ("2026-04-20", "open")]
    since = {"in_care": True, "count": {"event": "ppm_held", "since": {"event": "proceedings_concluded"}}}
    assert _holds(since, journey) == [
        *(("2026-01-20", "2026-02-02"), ("2026-02-16", "2026-03-01"), ("2026-04-20", "open")),
    ]


def test_a_meeting_on_the_day_the_count_begins_again_counts() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-02", "proceedings_concluded"), on("2026-02-02", "ppm_held"))
    since = {"count": {"event": "ppm_held", "since": {"event": "proceedings_concluded"}}}
    assert _holds(since, journey) == [("2026-02-02", "open")]


def test_what_an_event_began_ends_with_the_period_of_care() -> None:
    journey = child(
        entered("2026-01-05"),
        milestone("2026-01-20", "anything"),
        on("2026-03-01", "left_care"),
        entered("2026-04-01"),
    )
    after = {"after": {"event": "milestone", "name": "anything"}}
    assert _holds(after, journey) == [("2026-01-20", "2026-03-01")]
    assert _holds({**after, "lifelong": True}, journey) == [("2026-01-20", "open")]


def test_plans_of_an_earlier_period_do_not_count_towards_those_on_record() -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-20", "plan_agreed", plan="adoption", contingency="sgo"),
        on("2026-03-01", "left_care"),
        entered("2026-04-01"),
        on("2026-04-20", "plan_agreed", plan="return_home"),
    )
    assert _holds({"plans_recorded": 2}, journey) == [("2026-01-20", "2026-03-01")]


@pytest.mark.parametrize(
    ("events", "care"),
    [
        ([entered("2026-01-05", "V3"), on("2026-03-01", "legal_status_changed", legal_status="V2")], "2026-03-01"),
        ([entered("2026-01-05", "V4"), entered("2026-02-01", "C1")], "2026-02-01"),
        ([entered("2026-01-05"), entered("2026-02-01", "C1")], "2026-01-05 2026-02-01"),
        ([entered("2026-01-05"), entered("2026-01-05", "C1")], "2026-01-05"),
        ([entered("2026-01-05"), on("2026-02-01", "left_care"), entered("2026-02-01")], "2026-01-05 2026-02-01"),
        ([on("2026-02-01", "left_care"), entered("2026-02-01")], "2026-02-01"),
        ([on("2026-01-01", "left_care"), entered("2026-02-01")], "2026-02-01"),
        ([entered("2026-01-05"), on("2026-03-01", "legal_status_changed", legal_status="V3")], "2026-01-05"),
    ],
)
def test_when_a_period_of_care_starts(events: list[Any], care: str) -> None:
    past = history(child(*events), day(LATER))
    starts = [_text(part.start) for part in past.segments if part.in_care]
    assert starts == care.split()


@pytest.mark.parametrize(
    ("events", "spans"),
    [
        ([entered("2026-01-05", "V3")], []),
        (
            [entered("2026-01-05"), on("2026-03-01", "legal_status_changed", legal_status="V4")],
            [("2026-01-05", "2026-03-01")],
        ),
        ([on("2026-02-01", "left_care"), entered("2026-02-01")], []),
        ([on("2026-01-31", "left_care"), entered("2026-02-01")], [("2026-02-01", "open")]),
        ([entered("2026-01-05"), entered("2026-02-01", "V3")], [("2026-01-05", "2026-02-01")]),
        (
            [entered("2026-01-05"), on("2026-02-01", "left_care"), entered("2026-02-01")],
            [("2026-01-05", "2026-02-01"), ("2026-02-01", "open")],
        ),
    ],
)
def test_when_a_child_is_in_care(events: list[Any], spans: list[tuple[str, str]]) -> None:
    assert _holds({"in_care": True}, child(*events)) == spans


@pytest.mark.parametrize(
    ("moves", "changes"),
    [
        (["U6"], ["2026-02-01"]),
        (["T1"], []),
        (["T1", "U6"], []),
        (["T1", "T2", "U6"], []),
        (["T1", "K2"], ["2026-02-02"]),
        (["T1", "U6", "U6"], ["2026-02-03"]),
        (["U4", "U6"], ["2026-02-01", "2026-02-02"]),
    ],
)
def test_a_temporary_move_and_the_return_from_it_are_no_change_of_placement(
    moves: list[str], changes: list[str]
) -> None:
    events = [on(f"2026-02-0{n + 1}", "placement_changed", placement=code) for n, code in enumerate(moves)]
    past = history(child(entered("2026-01-05"), *events), day(LATER))
    assert [_text(at) for at, _fields in past.of("placement_changed")] == changes


def test_a_legal_status_that_stays_the_same_has_not_changed() -> None:
    journey = child(
        entered("2026-01-05", "C1"),
        on("2026-02-01", "legal_status_changed", legal_status="C1"),
        on("2026-03-01", "legal_status_changed", legal_status="C2"),
    )
    past = history(journey, day(LATER))
    assert [_text(at) for at, _fields in past.of("legal_status_changed")] == ["2026-03-01"]
    assert [(_text(at), dict(fields)) for at, fields in past.of("legal_status_started")] == [
        ("2026-01-05", {"legal_status": "C1"}),
        ("2026-03-01", {"legal_status": "C2"}),
    ]


def test_what_happened_after_the_day_is_not_yet_known() -> None:
    journey = child(*STAY)
    assert _holds({"in_care": True}, journey, as_of="2026-06-30") == [("2026-01-05", "open")]
    assert _holds({"in_care": True}, journey, as_of="2026-01-04") == []
    assert _holds({"legal_status": "V2"}, journey, as_of="2026-02-01") == [("2026-01-05", "open")]
    assert _holds({"legal_status": "V2"}, journey, as_of="2026-02-02") == [("2026-01-05", "2026-02-02")]
