"""What is ready of a child's preparation, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permanence import policy as policies
from permanence.journey import Event, Journey
from permanence.panel.preparation import chosen_lines, readiness
from permanence.policy import Policy, build
from permanence.policy_file.people import Checklist
from permanence.policy_file.rules import Condition

BCP = policies.load("bcp-2023")
PLAN, CONTINGENCY = "The care plan, with dates", "The contingency plan, with dates"
DAY = date(2026, 3, 12)


def child(placement: str = "U6") -> Journey:
    entered = Event(date(2026, 1, 29), "entered_care", {"legal_status": "C1", "placement": placement})
    return Journey("C-1", date(2019, 5, 2), None, False, (), "East", (entered,))


def with_a_line_for_those_at_home() -> Policy:
    more = Checklist(
        clause="BCP-5.4",
        id="at_home",
        moment="preparation",
        title="Placed with parents",
        items=["The placement with parents agreement", PLAN],
        when=Condition.model_validate({"fact": "placed_with_parents"}),
    )
    return build(BCP.file.model_copy(update={"checklist": [*BCP.file.checklist, more]}))


def test_nothing_ready_is_everything_missing_in_the_order_of_the_procedure() -> None:
    assert [line.text for line in readiness(BCP, child(), DAY, ()).missing] == [PLAN, CONTINGENCY]
    assert {line.clause for line in readiness(BCP, child(), DAY, ()).lines} == {"BCP-3.3"}


def test_what_is_ready_is_not_missing_and_words_no_longer_asked_for_do_not_count() -> None:
    known = readiness(BCP, child(), DAY, {PLAN, "a line of last year"})
    assert [line.text for line in known.missing] == [CONTINGENCY]
    assert known.ready == {PLAN}
    assert readiness(BCP, child(), DAY, {PLAN, CONTINGENCY}).missing == ()


def test_a_checklist_with_a_condition_concerns_those_children_alone_and_a_line_comes_once() -> None:
    policy = with_a_line_for_those_at_home()
    assert len(readiness(policy, child(), DAY, ()).lines) == 2
    at_home = readiness(policy, child("P1"), DAY, ())
    assert [line.text for line in at_home.lines] == [PLAN, CONTINGENCY, "The placement with parents agreement"]


def test_a_line_is_chosen_by_a_key_that_lasts_as_long_as_its_words() -> None:
    first, second = readiness(BCP, child(), DAY, ()).lines
    assert chosen_lines([first, second], {second.key, "ffffffff"}) == [CONTINGENCY]
    assert replace(first, clause="BCP-9.1").key == first.key != second.key
