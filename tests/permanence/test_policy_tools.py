"""What a policy officer asks of a file: what it says, whose dates would move, what another council's would mean."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from permanence import policy as policies
from permanence.policy import Policy, build, load, names, parse
from permanence.policy_tools.compare_policies import compare_policies, comparison_text
from permanence.policy_tools.explain_policy import explain_policy
from permanence.policy_tools.what_if import MeetingLoad, load_of, what_if_chart, what_if_text
from tests.permanence.journeys import child, day, entered, milestone, on

SIXTH = Path(__file__).parent / "sixth_council.toml"


def _changed(name: str, *changes: tuple[str, str]) -> Policy:
    text = (Path(policies.POLICIES) / f"{name}.toml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return build(parse(text, f"{name}.toml"))


@pytest.mark.parametrize("name", names())
def test_the_whole_procedure_is_explained_with_every_clause_quote_rule_and_setting(name: str) -> None:
    policy = load(name)
    text = explain_policy(policy)
    for clause in policy.file.clause:
        assert f"{clause.id}. {clause.says}" in text
        assert clause.quote in text
    for rule in policy.rules:
        assert rule.rule.says in text
    for setting in policy.settings:
        assert setting.says in text
    assert not re.search(r"None|\[\]|<|\{", text)


def test_a_rule_reads_aloud_with_its_start_its_date_its_answer_and_its_end() -> None:
    text = explain_policy(load("dudley-2021"))
    assert (
        "Starts with entering care or the meeting held; due within 6 weeks; met by the meeting held;"
        " ended by the child leaving care or permanence; sooner where a manager has set a shorter interval."
    ) in text


@pytest.mark.parametrize(
    "phrase",
    [
        "Starts with the emergency entry",
        "due before the first review",
        "due 2 weeks before the final hearing",
        "due by the second review",
        "the first time of the review held",
        "due before entering care",
        "due before the birth",
        "met by time 2 of the meeting held",
        "chain-report being met and the manager's sign-off",
        "due by the end of the next calendar month",
        "while in a placement coded K2 or R1",
        "due at the first sitting of the gateway panel still open to a referral",
        "if then under 5 when care began",
        "if then under 7",
        "if then 7 or over",
        "Starts with turning 16",
        "due at the earlier of: within 3 months and before the 18th birthday",
        "at the later of: within 6 weeks and within 10 working days",
        "the plan or contingency is adoption",
        "required, without delay",
        "due within 8 weeks and within 6 weeks, for clocks starting from 1 April 2026",
        "repealed on 1 March 2026",
        "due within 4 weeks, not opening before 2 weeks",
        "Personal Adviser, invited, when 16 or over",
        "Manager of the East team, invited, when of the team East",
        "Placement Order Panel sits on the first and last Tuesday of the month",
        "Follow-up Panel sits 2 working days after each sitting of placement_order",
        "on Wednesdays, every 2 weeks",
    ],
)
def test_every_way_of_saying_a_thing_reads_aloud(phrase: str) -> None:
    assert phrase in explain_policy(load(SIXTH))


CASELOAD = [
    child(entered("2026-01-05")),
    child(entered("2026-01-05"), on("2026-02-16", "ppm_held")),
    child(entered("2026-01-05"), on("2026-02-16", "ppm_held"), on("2026-03-02", "left_care")),
]


def test_a_policy_against_itself_moves_nothing() -> None:
    for name in names():
        assert compare_policies(load(name), load(name), CASELOAD, day("2026-03-10")) == ()


def test_a_shorter_interval_shows_whose_dates_move_from_when_to_when_and_why() -> None:
    old, new = load("dudley-2021"), _changed("dudley-2021", ("within = { weeks = 6 }", "within = { weeks = 4 }"))
    moved = compare_policies(old, new, CASELOAD, day("2026-02-20"))
    assert [(item.before and str(item.before.due), item.after and str(item.after.due)) for item in moved] == [
        ("2026-02-16", "2026-02-02"),
        ("2026-03-30", "2026-03-16"),
        ("2026-03-30", "2026-03-16"),
    ]
    text = comparison_text(old, new, moved, len(CASELOAD), day("2026-02-20"))
    assert (
        "permanence planning meeting: from 16 February 2026 to 2 February 2026, 14 days sooner"
        " (DUD-1: 4 weeks after entering care on 5 January 2026)"
    ) in text
    assert "nothing has been changed" in text


def test_what_the_files_say_differently_beside_dates_is_told_with_both_values_table_by_table() -> None:
    old = load("bcp-2023")
    new = _changed(
        "bcp-2023",
        ('title = "Team Manager"', 'title = "Team Lead"'),
        ("capacity = 9", "capacity = 8"),
        ("The contingency plan, with dates", "The contingency plan"),
    )
    told = comparison_text(old, new, (), 0, day("2026-02-20"))
    head, said = told.split("What the two files say differently:\n")
    assert "nothing has been changed" in head
    assert "Role, team_manager: [Team Manager (team_manager)] is now [Team Lead (team_manager)]" in said
    assert "[at most 9 children, 20 minutes each] is now [at most 8 children, 20 minutes each]" in said
    assert "Panel, Permanency Panel (BCP-4.1): " in said
    assert "[The contingency plan, with dates] is now [The contingency plan]" in said
    assert "The two files say the same." in comparison_text(old, old, (), 0, day("2026-02-20"))


def test_duties_that_come_or_go_are_said_as_such() -> None:
    moved = compare_policies(load("dudley-2021"), load("permanence-guidance-2024"), CASELOAD[1:2], day("2026-02-20"))
    text = comparison_text(load("dudley-2021"), load("permanence-guidance-2024"), moved, 1, day("2026-02-20"))
    assert "from 30 March 2026 to 27 April 2026, 28 days later" in text
    assert "upload to the record: new, 19 February 2026" in text
    back = compare_policies(load("permanence-guidance-2024"), load("dudley-2021"), CASELOAD[1:2], day("2026-02-20"))
    text = comparison_text(load("permanence-guidance-2024"), load("dudley-2021"), back, 1, day("2026-02-20"))
    assert "upload to the record: no longer asked for, was 19 February 2026 (PG-9)" in text


def test_a_change_that_only_holds_from_a_later_date_moves_nobody_now() -> None:
    later = "due = [{ within = { weeks = 6 } }, { from = 2030-01-01, within = { weeks = 4 } }]"
    new = _changed("dudley-2021", ("due = { within = { weeks = 6 } }", later))
    assert compare_policies(load("dudley-2021"), new, CASELOAD, day("2026-02-20")) == ()


def test_what_if_counts_the_meetings_of_each_week_if_each_is_held_when_due() -> None:
    caseload = [child(entered("2026-01-05"))]
    load_now = load_of(load("dudley-2021"), caseload, day("2026-01-05"), 26)
    assert load_now.meetings == 4
    assert [week for week, count in enumerate(load_now.by_week) if count] == [6, 12, 18, 24]
    then = load_of(load("permanence-guidance-2024"), caseload, day("2026-01-05"), 26)
    assert [week for week, count in enumerate(then.by_week) if count] == [10, 20]


def test_what_if_counts_what_is_overdue_now_into_the_first_week() -> None:
    caseload = [child(entered("2026-01-05")) for _ in range(3)]
    found = load_of(load("dudley-2021"), caseload, day("2026-03-02"), 7)
    assert (found.overdue_now, found.by_week) == (3, (3, 0, 0, 0, 0, 0, 3))


def test_what_if_one_meeting_answers_every_duty_it_meets() -> None:
    journey = child(entered("2026-01-05", "E1"))
    found = load_of(load("bcp-2023"), [journey], day("2026-01-06"), 8)
    assert found.meetings == 1
    assert [(each.title, each.to_hold, each.a_sitting) for each in found.by_meeting] == [("Permanency Panel", 1, 9)]


def test_what_if_counts_each_panel_and_each_kind_of_meeting_by_itself() -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-30", "review_held"),
        on("2026-02-16", "panel_referral_made", panel="placement_order"),
    )
    found = load_of(load(SIXTH), [journey], day("2026-02-17"), 4)
    by_title = {each.title: each for each in found.by_meeting}
    # The Gateway Panel was to see the child by 13 February; the Placement Order Panel sits on the 24th.
    gateway, placement_order = by_title["Gateway Panel"], by_title["Placement Order Panel"]
    assert (gateway.overdue_now, gateway.to_hold, gateway.a_sitting) == (1, 1, 6)
    assert (placement_order.overdue_now, placement_order.to_hold, placement_order.a_sitting) == (0, 1, 5)
    assert by_title["Planning meeting"].a_sitting is None
    assert sum(each.to_hold for each in found.by_meeting) == found.meetings


def test_what_if_tells_required_now_from_overdue_and_from_what_comes_for_each_meeting() -> None:
    now = load_of(load(SIXTH), [], day("2026-02-17"), 4)
    ppm = MeetingLoad("Planning meeting", overdue_now=2, required_now=3, to_hold=5, a_sitting=None)
    then = replace(now, policy="another", by_meeting=(ppm,))
    rows = [re.split(r"  +", row) for row in what_if_text(now, then).splitlines()]
    at = rows.index(["Planning meeting"])
    assert rows[at + 1 : at + 4] == [
        ["", "overdue now", "0", "2"],
        ["", "required now, without a date", "0", "3"],
        ["", "to hold in 4 weeks, the overdue first", "0", "5"],
    ]
    assert rows[rows.index(["Gateway Panel"]) + 4] == ["", "children one sitting can take", "6", "-"]


def test_what_if_shows_both_side_by_side_as_a_table_and_as_an_image() -> None:
    caseload = [child(entered("2026-01-05")), child(entered("2026-01-12"), milestone("2026-01-13", "x"))]
    now = load_of(load("dudley-2021"), caseload, day("2026-01-14"), 13)
    then = load_of(load("ppm-terms-2017"), caseload, day("2026-01-14"), 13)
    table = what_if_text(now, then).splitlines()
    assert table[0].split() == ["dudley-2021", "ppm-terms-2017"]
    assert table[1].split()[-2:] == ["4", "2"]
    assert len(table) == 4 + 13 + 2 * 4
    image = ElementTree.fromstring(what_if_chart(now, then))
    assert image.tag.endswith("svg")
    counts = [text.text for text in image.iter() if text.get("font-size") == "10"]
    assert sum(int(count or 0) for count in counts) == 6
