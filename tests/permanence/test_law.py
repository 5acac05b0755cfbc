"""A council's procedure may build on the law: its dates are the law's, its clauses say that they are the law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from permanence.journey import Journey
from permanence.policy import Policy, PolicyError, build, load, names, parse
from permanence.policy_file.law import LawClause
from permanence.policy_file.law_text import LAW
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.compare_policies import compare_policies, comparison_text
from permanence.policy_tools.contract import as_json
from permanence.policy_tools.dead_rules import dead_rules
from permanence.policy_tools.explain_policy import explain_policy
from permanence.why import why
from tests.permanence.journeys import child, day, entered, judged, milestone, of_rule, on, the

COUNCIL = Path(__file__).parent / "council_on_the_law.toml"
TEST_LAW = Path(__file__).parent / "law_of_a_test.toml"
TEXT = COUNCIL.read_text(encoding="utf-8")
ENGLAND = (LAW / "england.toml").read_text(encoding="utf-8")


@pytest.fixture
def council() -> Policy:
    return load(COUNCIL)


def _dues(policy: Policy, journey: Journey, as_of: str, rule: str) -> list[str]:
    return [str(item.due) for item in of_rule(judged(policy, journey, as_of), rule)]


@pytest.mark.parametrize(
    ("looked_after", "care_plan", "review"),
    [
        ("2026-01-05", "2026-01-19", "2026-02-02"),
        ("2026-04-02", "2026-04-20", "2026-05-05"),
        ("2026-12-11", "2026-12-29", "2027-01-13"),
        ("2026-02-28", "2026-03-13", "2026-03-27"),
    ],
)
def test_the_care_plan_and_the_first_review_count_working_days(
    council: Policy, looked_after: str, care_plan: str, review: str
) -> None:
    found = judged(council, child(entered(looked_after, "V2")), looked_after)
    assert the(found, "law-care-plan").due == day(care_plan)
    assert the(found, "law-first-review").due == day(review)


def test_the_court_times_the_care_plan_of_a_child_in_proceedings(council: Policy) -> None:
    assert _dues(council, child(entered("2026-01-05", "C1")), "2026-01-06", "law-care-plan") == []


def test_the_plan_for_permanence_is_owed_once_the_care_plan_is_prepared(council: Policy) -> None:
    prepared = (entered("2026-01-05", "V2"), milestone("2026-01-15", "care_plan_prepared"))
    found = judged(council, child(*prepared), "2026-01-16")
    assert the(found, "law-care-plan").standing == "met"
    assert [gap.missing for gap in found.missing] == ["the plan for permanence"]
    planned = judged(council, child(*prepared, on("2026-01-20", "plan_agreed", plan="sgo")), "2026-01-20")
    assert the(planned, "law-plan-for-permanence").standing == "met"


def test_reviews_are_counted_from_the_day_the_one_before_was_held(council: Policy) -> None:
    held = [on(held, "review_held") for held in ("2026-02-02", "2026-05-02")]
    journey = child(entered("2026-01-05"), *held)
    assert _dues(council, journey, "2026-05-03", "law-second-review") == ["2026-05-02"]
    assert _dues(council, journey, "2026-05-03", "law-later-review") == ["2026-11-02"]
    early = child(entered("2026-01-05"), on("2026-01-30", "review_held"))
    assert _dues(council, early, "2026-02-01", "law-second-review") == ["2026-04-30"]


def test_a_rule_of_the_council_stands_beside_the_laws_and_each_has_its_date(council: Policy) -> None:
    journey = child(entered("2026-01-05"), on("2026-02-02", "review_held"), on("2026-05-01", "review_held"))
    found = judged(council, journey, "2026-05-02")
    asked = [(item.clause, str(item.due)) for item in found.obligations if item.what == "looked_after_review"]
    assert asked[-2:] == [("ANY-1", "2026-09-01"), ("ENG-CP33.2", "2026-11-01")]


def test_a_review_the_reviewing_officer_asks_for_stays_open_until_one_is_held(council: Policy) -> None:
    asked = (entered("2026-01-05"), on("2026-02-02", "review_held"), milestone("2026-02-20", "iro_asked_for_review"))
    assert the(judged(council, child(*asked), "2026-02-21"), "law-review-asked-for").standing == "undated"
    held = judged(council, child(*asked, on("2026-03-02", "review_held")), "2026-03-02")
    assert the(held, "law-review-asked-for").standing == "met"


def test_a_child_who_may_be_placed_for_adoption_is_reviewed_in_three_months_and_then_six(council: Policy) -> None:
    order = (entered("2025-11-03", "C1"), on("2026-03-31", "legal_status_changed", legal_status="E1"))
    assert _dues(council, child(*order), "2026-04-01", "law-unplaced-review-first") == ["2026-06-30"]
    reviewed = child(*order, on("2026-06-25", "review_held"))
    assert _dues(council, reviewed, "2026-06-26", "law-unplaced-review-later") == ["2026-12-25"]


def test_a_child_placed_for_adoption_is_visited_weekly_and_reviewed_in_four_weeks_three_months_and_six(
    council: Policy,
) -> None:
    placed = (entered("2025-11-03", "E1"), on("2026-02-02", "placement_changed", placement="A6"))
    found = judged(council, child(*placed), "2026-02-02")
    assert the(found, "law-placed-visit").due == day("2026-02-09")
    assert the(found, "law-placed-review-first").due == day("2026-03-02")
    visited = child(*placed, on("2026-02-06", "visited"), on("2026-03-02", "review_held"), on("2026-03-05", "visited"))
    later = judged(council, visited, "2026-03-06")
    assert [(str(v.due), v.standing) for v in of_rule(later, "law-placed-visit")] == [
        ("2026-02-09", "met"),
        ("2026-02-13", "ended"),
    ]
    assert the(later, "law-placed-review-second").due == day("2026-06-02")
    again = child(*placed, on("2026-03-02", "review_held"), on("2026-06-02", "review_held"))
    assert _dues(council, again, "2026-06-03", "law-placed-review-later") == ["2026-12-02"]


def test_parents_with_whom_a_child_was_placed_at_once_are_assessed_and_decided_in_working_days(council: Policy) -> None:
    placed = (entered("2026-01-05", "C1"), on("2026-03-27", "placement_changed", placement="P1"))
    assert _dues(council, child(*placed), "2026-03-28", "law-parents-assessed") == ["2026-04-14"]
    assessed = child(*placed, milestone("2026-04-14", "parents_assessed"))
    assert _dues(council, assessed, "2026-04-15", "law-parents-decided") == ["2026-04-28"]
    approved = (placed[0], milestone("2026-03-20", "placement_with_parents_approved"), placed[1])
    assert _dues(council, child(*approved), "2026-03-28", "law-parents-assessed") == []


def test_visits_are_a_week_after_each_placement_then_six_weeks_and_three_months_when_settled(council: Policy) -> None:
    found = judged(council, child(entered("2026-01-05"), on("2026-01-09", "visited")), "2026-01-10")
    assert the(found, "law-visit-first").due == day("2026-01-12")
    assert the(found, "law-visit-next").due == day("2026-02-20")
    long_term = (entered("2024-01-08", placement="U4"), on("2026-01-09", "visited"))
    assert _dues(council, child(*long_term), "2026-01-10", "law-visit-settled") == ["2026-04-09"]
    agreed = child(long_term[0], milestone("2025-12-01", "fewer_visits_agreed"), long_term[1])
    assert _dues(council, agreed, "2026-01-10", "law-visit-agreed") == ["2026-07-09"]
    moved = child(long_term[0], on("2026-01-05", "placement_changed", placement="U4"), on("2026-01-09", "visited"))
    assert _dues(council, moved, "2026-01-10", "law-visit-next") == ["2026-02-20"]


def test_a_child_with_parents_is_visited_weekly_to_the_first_review_then_every_four_weeks(council: Policy) -> None:
    journey = child(entered("2026-01-05", "C1", "P1"), on("2026-01-09", "visited"), on("2026-02-02", "review_held"))
    weekly = of_rule(judged(council, journey, "2026-01-10"), "law-visit-interim-weekly")
    assert [str(item.due) for item in weekly] == ["2026-01-12", "2026-01-16"]
    after = child(*journey.events, on("2026-02-03", "visited"))
    assert _dues(council, after, "2026-02-04", "law-visit-interim") == ["2026-03-03"]
    order = child(entered("2026-01-05", "C1", "P1"), on("2026-03-02", "legal_status_changed", legal_status="C2"))
    assert _dues(council, order, "2026-03-03", "law-visit-order") == ["2026-03-09"]


def test_the_needs_of_a_child_turning_sixteen_are_assessed_in_three_months(council: Policy) -> None:
    journey = child(entered("2024-01-05"), born="2010-01-05")
    assert _dues(council, journey, "2026-01-05", "law-pathway-assessment") == ["2026-04-05"]
    late = child(entered("2026-02-02"), born="2010-01-05")
    assert _dues(council, late, "2026-05-03", "law-pathway-assessment") == []
    assert _dues(council, late, "2026-05-04", "law-pathway-assessment") == ["2026-08-04"]


def test_proceedings_end_in_twenty_six_weeks_or_eight_more(council: Policy) -> None:
    issued = (entered("2026-01-05", "C1"), on("2026-01-05", "proceedings_issued"))
    assert _dues(council, child(*issued), "2026-01-06", "law-proceedings") == ["2026-07-05"]
    extended = judged(council, child(*issued, milestone("2026-06-22", "proceedings_extended")), "2026-06-23")
    assert the(extended, "law-proceedings").standing == "ended"
    assert the(extended, "law-proceedings-extended").due == day("2026-08-30")


def test_a_notice_of_an_emergency_placement_is_given_in_five_working_days(council: Policy) -> None:
    journey = child(entered("2026-03-27", emergency=True))
    assert _dues(council, journey, "2026-03-28", "law-placement-notice") == ["2026-04-07"]


def test_every_rule_of_the_law_can_start_be_met_and_be_late(council: Policy) -> None:
    assert list(dead_rules(council)) == []


def test_every_clause_of_the_law_says_its_source_and_how_it_is_known(council: Policy) -> None:
    law = [clause for clause in council.file.clause if isinstance(clause, LawClause)]
    assert len(law) == 16
    for clause in law:
        assert clause.place.startswith(f"the law, {clause.source}"), clause.id
        assert "Read in " in str(clause.reading) or "read" in str(clause.reading), clause.id


def test_what_is_not_in_force_is_told_and_asks_for_nothing(council: Policy) -> None:
    assert "ENG-CWS1" not in {rule.rule.clause for rule in council.rules}
    assert council.source("ENG-CWS1").startswith(
        "the law, Children's Wellbeing and Schools Act 2026, section 1 (Children Act 1989, section 31ZA), "
        "not yet in force: the day that regulations under section 78(5) appoint: "
    )


def test_what_comes_into_force_on_a_day_is_dated_and_asked_of_clocks_from_then_on() -> None:
    policy = build(parse(TEXT.replace("looked_after_review", "follow_up"), "x", lambda _name: TEST_LAW.read_text()))
    assert _dues(policy, child(entered("2027-03-31")), "2027-04-02", "law-plan") == []
    assert _dues(policy, child(entered("2027-04-01")), "2027-04-02", "law-plan") == ["2027-05-01"]
    told = explain_policy(policy)
    assert 'the law, Act for Tests 2027, section 1, in force from 1 April 2027: "a plan is agreed' in told
    assert "in force from 1 April 2027." in told


def test_explain_check_timeline_why_and_compare_say_the_law_and_its_source(council: Policy) -> None:
    law = "the law, Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33(1)"
    journey = child(entered("2026-01-05"))
    assert f'{law}: "within 20 working days' in explain_policy(council)
    assert "It builds on the law england: 16 clauses, 25 rules." in check_policy(COUNCIL).report
    found = judged(council, journey, "2026-01-06")
    said = as_json(found)["obligations"]
    assert any(line["clause"] == "ENG-CP33.1" and line["source"].startswith(f'{law}: "within') for line in said)
    duties, _groups = why(council, found)
    assert law in {duty.reason.place for duty in duties}
    alone = build(parse(TEXT.replace('builds_on = "england"\n', "").replace("looked_after_review", "follow_up"), "x"))
    moved = compare_policies(alone, council, [journey], date(2026, 1, 6))
    assert f"(ENG-CP33.1, {law}: 20 working days" in comparison_text(alone, council, moved, 1, date(2026, 1, 6))


def test_the_law_is_no_procedure_and_no_procedure_that_ships_builds_on_it() -> None:
    assert "england" not in names()
    assert [name for name in names() if load(name).file.builds_on] == []
    with pytest.raises(PolicyError, match="it is law, on which a procedure builds"):
        load(LAW / "england.toml")


def _refusals(text: str, law: Callable[[str], str] | None = None) -> list[str]:
    with pytest.raises(PolicyError) as refused:
        parse(text, "x.toml", law) if law else parse(text, "x.toml")
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("builds_on", "said"),
    [
        (
            "scotland",
            "line 7, builds_on: 'scotland' is no law that comes with the product; allowed are england, or a path",
        ),
        ("law.toml", "line 7, builds_on: 'law.toml' is a path, and a text that does not lie in a folder has no file"),
    ],
)
def test_a_law_that_is_not_there_is_refused(builds_on: str, said: str) -> None:
    (fault,) = _refusals(TEXT.replace('"england"', f'"{builds_on}"'))
    assert fault.startswith(said)


def test_a_law_beside_the_file_is_found_there_and_a_missing_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(TEST_LAW.read_text())
    file = tmp_path / "council.toml"
    file.write_text(TEXT.replace('"england"', '"own.toml"').replace("looked_after_review", "follow_up"))
    assert "law-plan" in {rule.rule.id for rule in load(file).rules}
    (tmp_path / "own.toml").unlink()
    with pytest.raises(PolicyError, match=r"own\.toml: it could not be read: there is no such file"):
        load(file)


def test_a_file_that_builds_on_itself_or_on_a_procedure_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "council.toml"
    file.write_text(TEXT.replace('"england"', '"council.toml"'))
    with pytest.raises(PolicyError, match="line 7, builds_on: a procedure cannot build on itself"):
        load(file)
    (fault,) = _refusals(TEXT, lambda _name: TEXT.replace("Any", "Some"))
    assert fault == "line 7, builds_on: 'england' is not law: a file to build on says law = true at its top"


def test_a_name_that_is_the_laws_is_refused_with_its_line() -> None:
    more = """
[kinds]
care_plan = "care plan"
[milestones]
parents_assessed = "assessed"
[fact.settled_to_18]
says = "settled"
when = { placement = "U4" }
[reviews]
first = { weeks = 3 }
second = { months = 3 }
later = { months = 6 }
source = "the council's own table"
"""
    text = TEXT.replace("ANY-1", "ENG-CP42").replace('id = "meeting"', 'id = "law-first-review"') + more
    assert [fault.split(": ", 1)[1] for fault in _refusals(text)] == [
        "clause 'ENG-CP42' is the law's (england): give yours another name",
        "rule 'law-first-review' is the law's (england): give yours another name",
        "kind 'care_plan' is the law's (england): use that one, or give yours another name",
        "milestone 'parents_assessed' is the law's (england): use that one, or give yours another name",
        "fact 'settled_to_18' is the law's (england): use that one, or give yours another name",
        "when reviews are due is the law's (england): take the table out here",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('clause = "ENG-CP42"', 'clause = "ENG-CP43"', "clause 'ENG-CP43' is not declared"),
        ('fact = "settled_to_18", none', 'fact = "settled", none', "fact 'settled' is not declared"),
        ('awaits = "the day', 'from = 2027-04-01\nawaits = "the day', "from and awaits cannot both be said"),
        (
            "[fact.placed_for_adoption]",
            "[panel.x]\n[fact.placed_for_adoption]",
            "'panel' is not a known key; allowed are law",
        ),
        ('clause = "ENG-CA32"', 'clause = "ENG-CWS1"', "clause ENG-CWS1 is not in force and no day is known"),
        ("law = true", "law = true =", "two = stand on this line"),
    ],
)
def test_what_is_wrong_in_the_law_is_said_of_the_law_with_its_line(old: str, new: str, said: str) -> None:
    wrong = ENGLAND.replace(old, new, 1)
    assert wrong != ENGLAND
    first = _refusals(TEXT, lambda _name: wrong)[0]
    assert first.startswith("the law england, line ")
    assert said in first
