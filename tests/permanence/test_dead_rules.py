"""A rule that is valid and yet never fires is named, with the reason; a rule that works is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from permanence import policy as policies
from permanence.policy import Policy, build, load, names, parse
from permanence.policy_file.parts import Ages, Condition
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.dead_rules import dead_rules
from permanence.policy_tools.made_up_children import made_up, vocabulary

IMPOSSIBLE = Condition(in_care=True, age=Ages.model_validate({"from": 20}))
SIXTH = Path(__file__).parent / "sixth_council.toml"
SMALL = """
name = "small"
title = "Permanence Procedure"
authority = "Anyshire Council"
document = "Anyshire, May 2025"
version = "May 2025"

[milestones]
signed_off = "the sign-off"

[[clause]]
id = "ANY-1"
quote = "A planning meeting is held within four weeks."
says = "A planning meeting is held within 4 weeks."

[permanence]
clause = "ANY-1"
says = "permanence is achieved"
achieved_by = [{ event = "permanence_achieved" }]

[notice]
days = 14

[[rule]]
id = "the-rule"
clause = "ANY-1"
what = "ppm"
says = "A planning meeting is held within 4 weeks."
"""
ENTRY = 'starts = { event = { event = "entered_care" } }\n'
FOUR_WEEKS = "due = { within = { weeks = 4 } }\n"
MEETING = 'met_by = { event = "ppm_held" }\n'


def _small(*lines: str) -> Policy:
    return build(parse(SMALL + "".join(line if line.endswith("\n") else line + "\n" for line in lines), "small.toml"))


@pytest.mark.parametrize("name", names())
def test_no_rule_of_a_shipped_procedure_is_called_dead(name: str) -> None:
    assert list(dead_rules(load(name))) == []


def test_of_the_sixth_council_only_the_birthday_is_named_as_it_does_miss_who_comes_later() -> None:
    (only,) = dead_rules(load(SIXTH))
    assert "sixteenth-birthday (SIX-1) misses every child who comes into care after turning 16" in only


def test_a_rule_that_works_is_not_named() -> None:
    assert list(dead_rules(_small(ENTRY, FOUR_WEEKS, MEETING))) == []


TRAPS = {
    "a while that is false when the clock starts": (
        (ENTRY, FOUR_WEEKS, MEETING, 'while = { plan = "adoption" }'),
        ("never starts", "what comes true later does not start it", "becomes"),
    ),
    "an if that is false when the clock starts": (
        (ENTRY, FOUR_WEEKS, MEETING, "if = { has_plan = true }"),
        ("never starts", "`if` is never true on the day it would start"),
    ),
    "conditions that contradict each other": (
        (ENTRY, FOUR_WEEKS, MEETING, 'while = { legal_status = "C2", none = [{ legal_status = "C2" }] }'),
        ("never starts", "`while` is never true", '`legal_status = "C2"` and `none = ['),
    ),
    "an if and a while that contradict each other": (
        (ENTRY, FOUR_WEEKS, MEETING, "if = { age = { under = 2 } }", "while = { age = { from = 5 } }"),
        ("never starts",),
    ),
    "a birthday for who is in care already": (
        ("starts = { birthday = 10 }", FOUR_WEEKS, MEETING),
        ("misses every child who comes into care after turning 10",),
    ),
    "a birthday after care": (
        ("starts = { birthday = 22 }", FOUR_WEEKS, MEETING),
        ("never starts", "only happens while no child is in care"),
    ),
    "a start only outside care": (
        ('starts = { event = { event = "left_care" } }', FOUR_WEEKS, MEETING),
        ("never starts", "only happens while no child is in care"),
    ),
    "a becomes that cannot come true": (
        ('starts = { becomes = { age = { from = 19 }, in_care = true }, words = "nineteen" }', FOUR_WEEKS, MEETING),
        ("never starts", "`becomes` is never true, `in_care = true` and `age = { from = 19 }` exclude one another"),
    ),
    "one start of two": (
        (
            'starts = [{ event = { event = "entered_care" } }, { event = { event = "left_care" } }]',
            FOUR_WEEKS,
            MEETING,
        ),
        ("never started by the second of its starts",),
    ),
    "an answer that can never come": (
        (ENTRY, FOUR_WEEKS, "met_when = { in_care = false, entry = { age = { from = 20 } } }"),
        ("never met", "nothing that meets it can happen after it starts"),
    ),
    "an end before the date": (
        (ENTRY, FOUR_WEEKS, MEETING, "while = { none = [{ in_care = true, for = { days = 2 } }] }"),
        ("never late", "ends before its date"),
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_is_named_with_its_reason(trap: str) -> None:
    lines, said = TRAPS[trap]
    found = "\n".join(dead_rules(_small(*lines)))
    for words in ("the-rule", *said):
        assert words in found


@pytest.mark.long
@pytest.mark.parametrize("name", names())
def test_a_rule_of_a_shipped_procedure_that_is_made_impossible_is_caught(name: str) -> None:
    file = load(name).file
    for number, rule in enumerate(file.rule):
        if rule.scope == "life":
            continue
        wrong = rule.model_copy(update={"if_": IMPOSSIBLE})
        rules = [*file.rule[:number], wrong, *file.rule[number + 1 :]]
        changed = build(file.model_copy(update={"rule": rules}))
        found = "\n".join(dead_rules(changed, only=rule.id))
        assert f"Rule {rule.id} ({rule.clause}) never starts: what stands in `if` is never true, `in_care" in found


def test_the_made_up_children_are_the_same_every_time() -> None:
    words = vocabulary(load("bcp-2023").file.rule)
    assert [made_up(words, number) for number in range(30)] == [made_up(words, number) for number in range(30)]


def test_a_check_names_dead_rules_and_the_file_stays_valid(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text(SMALL + ENTRY + FOUR_WEEKS + MEETING + 'while = { plan = "adoption" }\n', encoding="utf-8")
    found = check_policy(path)
    assert found.valid
    assert found.warned
    assert "Warning: Rule the-rule (ANY-1) never starts" in found.report
    assert not check_policy(Path(policies.POLICIES) / "dudley-2021.toml").warned
