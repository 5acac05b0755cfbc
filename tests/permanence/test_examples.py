"""Examples a social worker can read and check: each says what the clauses it names ask of a child on a day."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from permanence.journey import Journey
from permanence.journeys.journey_file import event_from
from permanence.policy import load, names
from permanence.timeline import Obligation, timeline

FOLDER = Path(__file__).parent.parent / "examples"
DATED = {
    "bcp-2023": ("BCP-3.1", "BCP-3.2", "BCP-4.4", "BCP-7.1"),
    "ppm-terms-2017": ("PT-1.1", "PT-3.2"),
    "dudley-2021": ("DUD-1",),
    "permanence-guidance-2024": ("PG-2", "PG-3", "PG-9", "PG-10", "PG-11"),
    "west-sussex": ("WS-1", "WS-2", "WS-3", "WS-4", "WS-5", "WS-8", "WS-10", "WS-14"),
}


def _examples() -> list[Any]:
    return [
        pytest.param(file.parent.name, example, id=f"{file.parent.name}: {example['name']}")
        for file in sorted(FOLDER.glob("*/*.toml"))
        for example in tomllib.loads(file.read_text(encoding="utf-8"))["example"]
    ]


EXAMPLES = _examples()


def _journey(example: dict[str, Any]) -> Journey:
    events = [event_from({**event, "on": event["on"].isoformat()}) for event in example["events"]]
    return Journey(
        child="C-0001",
        date_of_birth=example["born"],
        unaccompanied=example.get("unaccompanied", False),
        siblings=tuple(example.get("siblings", ())),
        events=tuple(events),
    )


def _said(item: Obligation, with_opening: bool) -> tuple[str, str, str, str, str]:
    opens = str(item.opens) if with_opening else ""
    return (item.clause, str(item.due), item.standing, str(item.met_on), opens)


def _expected(line: dict[str, Any]) -> tuple[str, str, str, str, str]:
    opens = str(line.get("opens")) if "opens" in line else ""
    return (line["clause"], str(line.get("due")), line["standing"], str(line.get("met_on")), opens)


@pytest.mark.parametrize(("policy", "example"), EXAMPLES)
def test_the_example_holds(policy: str, example: dict[str, Any]) -> None:
    found = timeline(load(policy), _journey(example), example["as_of"])
    expected = example.get("expect", [])
    named = {line["clause"] for line in expected}
    with_opening = {line["clause"] for line in expected if "opens" in line}
    owed = [_said(item, item.clause in with_opening) for item in found.obligations if item.clause in named]
    assert Counter(owed) == Counter(_expected(line) for line in expected)
    assert not {item.clause for item in found.obligations} & set(example.get("nothing_for", ()))
    if "cohorts" in example:
        assert [(item.clause, item.cohort, item.since) for item in found.cohorts] == [
            (line["clause"], line["cohort"], line["since"]) for line in example["cohorts"]
        ]


@pytest.mark.parametrize("policy", names())
def test_every_dated_clause_has_three_examples_with_the_day_itself_and_the_day_after(policy: str) -> None:
    shown: Counter[str] = Counter()
    on_the_day: set[str] = set()
    past_the_day: set[str] = set()
    for name, example in (parameter.values for parameter in EXAMPLES):
        if name != policy:
            continue
        shown.update({line["clause"] for line in example.get("expect", [])})
        for line in example.get("expect", []):
            if "due" not in line:
                continue
            judged_on: date = line.get("met_on", example["as_of"])
            days = (judged_on - line["due"]).days
            if days == 0:
                on_the_day.add(line["clause"])
            if days == 1 or line["standing"] == "met_late":
                past_the_day.add(line["clause"])
    clauses = set(DATED[policy])
    assert {clause for clause in clauses if shown[clause] < 3} == set()
    assert clauses - on_the_day == set()
    assert clauses - past_the_day == set()


def test_the_dated_clauses_are_those_whose_rules_have_a_date() -> None:
    for policy in names():
        rules = load(policy).rules
        dated = {rule.rule.clause for rule in rules if any(due.undated is None for due in rule.rule.due)}
        assert dated == set(DATED[policy]), policy


def test_every_rule_has_an_example() -> None:
    for policy in names():
        seen: set[str] = set()
        for name, example in (parameter.values for parameter in EXAMPLES):
            if name == policy:
                found = timeline(load(policy), _journey(example), example["as_of"])
                seen |= {item.rule for item in found.obligations}
        assert {rule.rule.id for rule in load(policy).rules} - seen == set(), policy


def test_no_two_examples_of_a_policy_share_a_name() -> None:
    counted = Counter(str(parameter.id) for parameter in EXAMPLES)
    assert [name for name, times in counted.items() if times > 1] == []
    assert all(re.match(r"[A-Z]", parameter.values[1]["name"]) for parameter in EXAMPLES)
