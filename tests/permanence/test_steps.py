"""What is open to be recorded for a child, what waits for what, and what closes it."""

from __future__ import annotations

from datetime import date

import pytest

from permanence.journey import Event, Journey
from permanence.people.person import Person
from permanence.people.rights import require_for
from permanence.policy import POLICIES, Policy, PolicyError, load, parse
from permanence.policy_tools.explain_policy import explain_policy
from permanence.refusals import Incomplete, NotAllowed
from permanence.steps.facts import facts
from permanence.steps.steps import OpenStep, found_step, opened_between, require_step, right_of, steps

BORN, TODAY = date(2020, 5, 2), date(2026, 2, 2)
ENTERED = Event(date(2026, 1, 5), "entered_care", {"legal_status": "V2", "placement": "U6"})
KNOWN = Event(date(2026, 1, 19), "final_evidence_date_set", {"date": date(2026, 3, 2)})
ORDER = ("approved_by_team_manager", "reviewed_by_isro", "reviewed_by_legal", "approved_by_head_of_service")


def journey(*events: Event) -> Journey:
    return Journey("C-0001", BORN, events=(ENTERED, *events))


def milestone(name: str, on: date = date(2026, 1, 20), **more: str) -> Event:
    return Event(on, "milestone", {"name": name, **more})


def approvals(*places: int) -> list[Event]:
    return [milestone(f"final_care_plan_{ORDER[place]}") for place in places]


@pytest.fixture
def guidance() -> Policy:
    return load("permanence-guidance-2024")


@pytest.mark.parametrize(
    ("done", "opened", "waiting"),
    [
        ([], ["approval-team-manager"], ["review-isro", "review-legal", "approval-head-of-service"]),
        ([0], ["review-isro", "review-legal"], ["approval-head-of-service"]),
        ([0, 2], ["review-isro"], ["approval-head-of-service"]),
        ([0, 1], ["review-legal"], ["approval-head-of-service"]),
        ([0, 1, 2], ["approval-head-of-service"], []),
        ([0, 1, 2, 3], [], []),
    ],
)
def test_a_later_approval_waits_for_those_before_it(
    guidance: Policy, done: list[int], opened: list[str], waiting: list[str]
) -> None:
    now, later = steps(guidance, journey(KNOWN, *approvals(*done)), TODAY)
    assert [step.rule.id for step in now] == opened
    assert [one.rule.id for one in later] == waiting


def test_a_step_waits_only_for_what_has_not_happened_yet(guidance: Policy) -> None:
    for done, words in (
        ([], ("the ISRO's review of the final care plan", "the legal review of the final care plan")),
        ([0, 1], ("the legal review of the final care plan",)),
    ):
        _, later = steps(guidance, journey(KNOWN, *approvals(*done)), TODAY)
        assert later[-1].waits_for == words


def test_nothing_waits_before_the_filing_date_is_known_or_after_proceedings_conclude(guidance: Policy) -> None:
    assert steps(guidance, journey(), TODAY) == ([], [])
    assert steps(guidance, journey(KNOWN, Event(date(2026, 1, 30), "proceedings_concluded")), TODAY) == ([], [])


def test_what_is_done_on_the_day_a_milestone_opened_it_closes_it(guidance: Policy) -> None:
    left_out = milestone("parent_not_attending")
    heard = [left_out, milestone("parent_views_gained", note="By telephone.")]
    assert [step.rule.id for step in steps(guidance, journey(left_out), TODAY)[0]] == [
        "parent-views-before",
        "parent-update-after",
    ]
    assert [step.rule.id for step in steps(guidance, journey(*heard), TODAY)[0]] == ["parent-update-after"]


def only(policy: Policy, of: Journey, rule: str) -> OpenStep:
    return next(step for step in steps(policy, of, TODAY)[0] if step.rule.id == rule)


def test_an_approval_needs_a_note_and_a_day_from_its_opening_to_today(guidance: Policy) -> None:
    step = only(guidance, journey(KNOWN), "approval-team-manager")
    assert require_step(step, "", date(2026, 1, 19), "Approved.", TODAY).key == f"final_care_plan_{ORDER[0]}"
    for on, note, why in (
        (date(2026, 1, 18), "x", "opened on 19 January 2026"),
        (date(2026, 2, 3), "x", "still to come"),
        (date(2026, 1, 20), "", r"Write who confirmed it and how \(PG-11\)."),
    ):
        with pytest.raises(Incomplete, match=why):
            require_step(step, "", on, note, TODAY)
    with pytest.raises(Incomplete, match="Choose what was done"):
        require_step(step, "visited", TODAY, "x", TODAY)


def test_what_need_only_be_true_may_have_been_so_before_it_was_asked_for() -> None:
    sussex = load("west-sussex")
    of = journey(Event(date(2026, 1, 20), "plan_agreed", {"plan": "long_term_fostering"}))
    step = only(sussex, of, "match-carer")
    earlier = require_step(step, "", date(2026, 1, 10), "", TODAY).event(date(2026, 1, 10))
    assert found_step(sussex, journey(*of.events[1:], earlier), step.duty.occasion, TODAY) is None
    with pytest.raises(Incomplete, match="more than a year ago"):
        require_step(step, "", date(2024, 1, 10), "", TODAY)


def test_a_step_for_a_sibling_is_kept_with_whose_it_is() -> None:
    sussex = load("west-sussex")
    of = Journey("C-0001", BORN, siblings=("C-0002",), events=(ENTERED, Event(date(2026, 1, 20), "ppm_held")))
    step = only(sussex, of, "copy-to-siblings")
    assert step.sibling == "C-0002"
    assert step.ways[0].event(TODAY, "", step.sibling).fields == {"name": "copied_to_sibling", "sibling": "C-0002"}


def test_who_may_record_is_as_the_file_says_or_the_childs_own_people_and_the_office(guidance: Policy) -> None:
    rules = {rule.rule.id: rule.rule for rule in guidance.rules}
    manager = Person("e", "Erin", frozenset({"team_manager"}), frozenset({"East"}))
    support = Person("s", "Sam", frozenset({"business_support"}))
    require_for(manager, right_of(rules["approval-team-manager"]), "East")
    require_for(support, right_of(rules["approval-head-of-service"]), "East")
    for rule in ("parent-update-after", "review-legal"):
        require_for(manager, right_of(rules[rule]), "East")
        require_for(support, right_of(rules[rule]), "East")
    for who, team, rule in (
        (support, "East", "approval-team-manager"),
        (manager, "East", "approval-head-of-service"),
        (manager, "West", "parent-update-after"),
    ):
        with pytest.raises(NotAllowed):
            require_for(who, right_of(rules[rule]), team)


def test_what_is_recorded_opens_what_follows(guidance: Policy) -> None:
    before = journey(KNOWN)
    after = journey(KNOWN, *approvals(0))
    assert [duty.rule for duty in opened_between(guidance, before, after, TODAY)] == ["review-isro", "review-legal"]
    assert opened_between(guidance, after, after, TODAY) == []


def test_a_contingency_that_is_missing_is_a_step_closed_elsewhere(guidance: Policy) -> None:
    of = journey(Event(date(2026, 1, 20), "plan_agreed", {"plan": "adoption"}))
    step = only(guidance, of, "contingency")
    assert step.ways == ()


@pytest.mark.parametrize(
    ("procedure", "more"),
    [
        ("bcp-2023", ["home_office_decision", "adoption_application_lodged"]),
        ("permanence-guidance-2024", ["connected_person_not_an_option", "connected_person_may_be_an_option"]),
        ("ppm-terms-2017", ["complex_case_recorded", "complex_case_ended"]),
        ("west-sussex", []),
    ],
)
def test_the_facts_are_those_the_procedure_looks_at(procedure: str, more: list[str]) -> None:
    keys = [fact.key for fact in facts(load(procedure))]
    assert ("final_evidence_date_set" in keys) == (procedure == "permanence-guidance-2024")
    assert "permanence_achieved.long_term_match" in keys
    assert [key for key in keys if key in load(procedure).milestones] == more


def test_a_role_nobody_can_hold_is_a_fault_of_the_file_with_the_nearest_one() -> None:
    text = (POLICIES / "permanence-guidance-2024.toml").read_text(encoding="utf-8")
    with pytest.raises(PolicyError, match=r"'team_manger' was found; .* the nearest is 'team_manager'"):
        parse(text.replace('recorded_by = ["team_manager"]', 'recorded_by = ["team_manger"]'), "guidance.toml")


def test_the_procedure_says_aloud_who_records_a_step_and_what_is_written(guidance: Policy) -> None:
    said = explain_policy(guidance)
    assert "asked of the head of service; recorded by service manager or business support." in said
    assert "with a note: The rationale for long-term fostering under 7" in said
