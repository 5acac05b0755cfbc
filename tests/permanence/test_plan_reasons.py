"""What a plan needs beside itself, by the procedure's options for the child's age and whether a relative may care."""

from __future__ import annotations

from datetime import date

import pytest

from permanence.journey import Event, Journey
from permanence.meetings.meeting import Record
from permanence.meetings.plan_reasons import (
    connected_person,
    plan_lacks,
    reason_events,
    reasons_asked,
    require_written,
    with_connected,
)
from permanence.policy import Policy, load
from permanence.refusals import Incomplete

TODAY = date(2026, 1, 20)
ENTERED = Event(date(2026, 1, 5), "entered_care", {"legal_status": "V2", "placement": "U6"})
OUTSIDE, RATIONALE = "plan-outside-the-options", "long-term-fostering-rationale"


@pytest.fixture
def guidance() -> Policy:
    return load("permanence-guidance-2024")


def aged(years: int, *events: Event) -> Journey:
    return Journey("C-0001", date(2026 - years, 1, 10), events=(ENTERED, *events))


def said(answer: str, on: date = TODAY) -> Event:
    return Event(on, "milestone", {"name": f"connected_person_{answer}"})


@pytest.mark.parametrize(
    ("years", "answer", "plan", "asked"),
    [
        (5, "not_an_option", "adoption", []),
        (5, "not_an_option", "sgo", [OUTSIDE]),
        (5, "may_be_an_option", "sgo", []),
        (5, "may_be_an_option", "adoption", [OUTSIDE]),
        (5, "", "sgo", []),
        (5, "", "adoption", []),
        (5, "", "residential", [OUTSIDE]),
        (5, "not_an_option", "long_term_fostering", [RATIONALE]),
        (7, "not_an_option", "long_term_fostering", []),
        (8, "not_an_option", "sgo", []),
        (11, "not_an_option", "adoption", [OUTSIDE]),
        (12, "not_an_option", "return_home", []),
    ],
)
def test_a_reason_is_asked_for_outside_the_options_of_the_age_and_of_the_connected_person(
    guidance: Policy, years: int, answer: str, plan: str, asked: list[str]
) -> None:
    of = aged(years, *([said(answer)] if answer else []))
    assert [one.rule for one in reasons_asked(guidance, of, Record(plan), TODAY)] == asked


def test_without_a_reason_the_plan_is_refused_in_the_clauses_words(guidance: Policy) -> None:
    why = (
        r"Write in the record why this plan, outside the options for the child's age\. The plan is among the options"
        r" .* or the reason for another is recorded \(PG-A1\)\."
    )
    with pytest.raises(Incomplete, match=why):
        require_written(guidance, aged(5), Record("residential"), TODAY)
    require_written(guidance, aged(5), Record("residential", reasons={OUTSIDE: "Needs more."}), TODAY)
    require_written(guidance, aged(5), Record(), TODAY)


def test_what_is_written_closes_what_asked_for_it_and_nothing_is_asked_twice(guidance: Policy) -> None:
    record = Record("residential", "adoption", reasons={OUTSIDE: "Needs more.", "another": "No."})
    (written,) = reason_events(guidance, aged(5), record, TODAY)
    assert (written.on, written.fields) == (TODAY, {"name": "plan_reason_recorded", "note": "Needs more."})
    agreed = Event(TODAY, "plan_agreed", {"plan": "residential", "contingency": "adoption", "final": False})
    of = aged(5, agreed, written)
    assert plan_lacks(guidance, of, None, TODAY) == []
    assert reasons_asked(guidance, of, record, TODAY) == []
    assert reason_events(guidance, of, record, TODAY) == []


def test_a_plan_to_come_lacks_what_it_would_lack_if_it_were_agreed(guidance: Policy) -> None:
    record = Record("long_term_fostering", reasons={RATIONALE: "Settled."})
    assert plan_lacks(guidance, aged(5, said("not_an_option")), record, TODAY) == [
        "the head of service's approval of long-term fostering under 7 (PG-A2)",
        "a contingency or parallel plan (PG-A3)",
    ]
    assert plan_lacks(guidance, aged(5), None, TODAY) == []


def test_a_connected_person_is_as_last_recorded(guidance: Policy) -> None:
    before = said("not_an_option", date(2026, 1, 10))
    assert connected_person(guidance, aged(5), TODAY) == ""
    assert connected_person(guidance, aged(5, before), TODAY) == "not_an_option"
    assert connected_person(guidance, aged(5, before, said("may_be_an_option")), TODAY) == "may_be_an_option"
    anew = with_connected(guidance, aged(5, said("not_an_option")), "may_be_an_option", TODAY)
    assert [event.fields["name"] for event in anew.events[1:]] == ["connected_person_may_be_an_option"]


def test_a_procedure_without_options_asks_for_no_reason() -> None:
    sussex = load("west-sussex")
    assert reasons_asked(sussex, aged(5), Record("residential"), TODAY) == []
    assert connected_person(sussex, aged(5), TODAY) == ""
    assert plan_lacks(sussex, aged(5), Record("long_term_fostering"), TODAY)[0] == (
        "the young person's agreement to the match (WS-12)"
    )
