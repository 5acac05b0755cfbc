"""The five procedures hold every clause, none invented, each with its words, and something stands on each."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from permanence import policy as policies
from permanence.policy import load
from permanence.policy_tools.check_policy import unused_clauses
from permanence.policy_tools.schema import policy_schema

POLICIES = Path(policies.POLICIES)
CLAUSES = {
    "bcp-2023": (
        "BCP-2.1 BCP-2.2 BCP-3.1 BCP-3.2 BCP-3.3 BCP-4.1 BCP-4.2 BCP-4.3 BCP-4.4 BCP-4.5 BCP-4.6 BCP-4.7"
        " BCP-5.1 BCP-5.2 BCP-5.3 BCP-5.4 BCP-5.5 BCP-5.6 BCP-5.7 BCP-6.1 BCP-6.2 BCP-7.1 BCP-9.1"
    ),
    "ppm-terms-2017": "PT-1.1 PT-1.2 PT-1.3 PT-1.4 PT-2.1 PT-2.2 PT-3.1 PT-3.2 PT-4.1",
    "dudley-2021": "DUD-1 DUD-2 DUD-3 DUD-4",
    "permanence-guidance-2024": ("PG-1 PG-2 PG-3 PG-4 PG-5 PG-6 PG-7 PG-8 PG-9 PG-10 PG-11 PG-A1 PG-A2 PG-A3 PG-A4"),
    "west-sussex": "WS-1 WS-2 WS-3 WS-4 WS-5 WS-6 WS-7 WS-8 WS-9 WS-10 WS-11 WS-12 WS-13 WS-14",
}
# What stands on each clause: rules by kind, groups, lists, seats, panels, choices.
BECOMES = {
    **{"BCP-2.1": "team_transfer", "BCP-2.2": "plan_content", "BCP-3.1": "panel", "BCP-3.2": "panel"},
    **{"BCP-3.3": "checklist seat", "BCP-4.1": "sittings", "BCP-4.2": "conflict seat", "BCP-4.3": "practice"},
    **{"BCP-4.4": "record_upload", "BCP-4.5": "practice", "BCP-4.6": "practice", "BCP-4.7": "seat"},
    **{"BCP-5.1": "cohort", "BCP-5.2": "cohort", "BCP-5.3": "cohort", "BCP-5.4": "cohort", "BCP-5.5": "cohort"},
    **{"BCP-5.6": "cohort", "BCP-5.7": "practice", "BCP-6.1": "theme", "BCP-6.2": "cycle"},
    **{"BCP-7.1": "panel cohort theme", "BCP-9.1": "owner_duty"},
    **{"PT-1.1": "ppm", "PT-1.2": "ppm practice", "PT-1.3": "checklist", "PT-1.4": "checklist", "PT-2.1": "seat"},
    **{"PT-2.2": "seat", "PT-3.1": "checklist", "PT-3.2": "minutes", "PT-4.1": "practice"},
    **{"DUD-1": "ppm", "DUD-2": "seat", "DUD-3": "checklist", "DUD-4": "checklist practice"},
    **{"PG-1": "practice", "PG-2": "ppm", "PG-3": "ppm", "PG-4": "seat", "PG-5": "seat follow_up", "PG-6": "seat"},
    **{"PG-7": "follow_up checklist", "PG-8": "practice", "PG-9": "record_upload checklist"},
    **{"PG-10": "final_care_planning_meeting seat", "PG-11": "approval", "PG-A1": "plan_content"},
    **{"PG-A2": "plan_content approval", "PG-A3": "plan_content", "PG-A4": "checklist"},
    **{"WS-1": "permanence_plan", "WS-2": "ppm", "WS-3": "ppm", "WS-4": "ppm", "WS-5": "ppm", "WS-6": "seat"},
    **{"WS-7": "follow_up practice", "WS-8": "minutes", "WS-9": "panel_referral"},
    **{"WS-10": "sittings referral panel referral_content checklist", "WS-11": "ppm"},
    **{"WS-12": "plan_content checklist", "WS-13": "follow_up checklist", "WS-14": "visit"},
}


def test_the_five_procedures_are_there_by_name() -> None:
    assert policies.names() == tuple(sorted(CLAUSES))


@pytest.mark.parametrize("name", CLAUSES)
def test_every_clause_is_in_the_file_none_is_invented_and_each_has_its_words(name: str) -> None:
    file = load(name).file
    assert [clause.id for clause in file.clause] == CLAUSES[name].split()
    assert all(clause.quote.strip() and clause.says.strip() for clause in file.clause)
    assert file.document


@pytest.mark.parametrize("name", CLAUSES)
def test_something_stands_on_every_clause(name: str) -> None:
    assert unused_clauses(load(name).file) == []


@pytest.mark.parametrize("name", CLAUSES)
def test_what_stands_on_each_clause_is_what_the_clause_calls_for(name: str) -> None:
    stands = _stands_on(name)
    assert {clause: set(BECOMES[clause].split()) for clause in CLAUSES[name].split()} == stands


def _stands_on(name: str) -> dict[str, set[str]]:
    policy = load(name)
    file = policy.file
    found: dict[str, set[str]] = {clause.id: set() for clause in file.clause}
    for rule in policy.rules:
        found[rule.rule.clause].add(rule.rule.what)
    for table, parts in {
        "cohort": file.cohort,
        "checklist": file.checklist,
        "seat": file.seat,
        "practice": file.practice,
        "conflict": file.conflict,
        "owner_duty": file.owner_duty,
        "theme": policy.themes,
    }.items():
        for part in parts:
            found[part.clause].add(table)  # type: ignore[attr-defined]
    for panel in file.panel:
        found[panel.clause].add("sittings")
        if panel.cycle:
            found[panel.cycle.clause].add("cycle")
        if panel.refer:
            found[panel.refer.clause].add("referral")
    return found


def test_a_document_with_sections_gives_each_clause_its_place() -> None:
    for name in ("bcp-2023", "ppm-terms-2017", "permanence-guidance-2024"):
        assert all(clause.place for clause in load(name).file.clause), name


def test_where_the_document_contradicts_itself_both_quotes_and_the_choice_are_kept() -> None:
    (conflict,) = load("bcp-2023").conflicts
    assert conflict.clause == "BCP-4.2"
    assert [statement.quote for statement in conflict.statements] == [
        "The panel will be chaired by the Service Manager for Children in Care (Corporate Parenting).",
        "Service Manager for Permanence (Chair)",
    ]
    assert conflict.choice == "Service Manager for Permanence"
    assert not conflict.confirmed


def test_bcp_has_its_chair_and_seven_standing_seats() -> None:
    policy = load("bcp-2023")
    standing = [seat for seat in policy.seats if seat.clause in ("BCP-4.2", "BCP-4.7")]
    assert len(standing) == 7
    assert [seat.role for seat in standing if seat.part == "chair"] == ["service_manager_permanence"]


def test_the_ladder_of_reminders_is_marked_as_the_councils_own() -> None:
    for name in CLAUSES:
        policy = load(name)
        assert {"notice", "reminder"} <= {setting.path for setting in policy.settings}
        assert [step.to for step in policy.reminders][-1] == "service_manager"
        assert policy.reminders[0].working_days < 0 < policy.reminders[-1].working_days


@pytest.mark.parametrize(
    ("name", "clocks"),
    [
        ("bcp-2023", [("BCP-4.4", "record_upload", 3)]),
        ("ppm-terms-2017", [("PT-3.2", "minutes", 5)]),
        ("dudley-2021", []),
        ("permanence-guidance-2024", [("PG-9", "record_upload", 3)]),
        ("west-sussex", [("WS-8", "minutes", 5)]),
    ],
)
def test_the_record_clocks_are_those_of_the_documents(name: str, clocks: list[tuple[str, str, int]]) -> None:
    found = load(name).record_clocks
    assert [(clock.clause, clock.what, clock.within.count) for clock in found] == clocks
    assert all(clock.within.unit == "working_days" for clock in found)


def test_the_schema_for_editors_is_current() -> None:
    assert (POLICIES / "policy.schema.json").read_text(encoding="utf-8") == policy_schema()


@pytest.mark.parametrize("name", CLAUSES)
def test_the_schema_accepts_the_files_and_refuses_a_word_misspelt(name: str) -> None:
    schema = json.loads(policy_schema())
    raw = _as_json(tomllib.loads((POLICIES / f"{name}.toml").read_text(encoding="utf-8")))
    jsonschema.Draft202012Validator(schema).validate(raw)
    raw["rule"][0]["due"] = {"within": {"wekks": 6}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(raw)


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def test_every_file_names_its_schema_for_the_editor() -> None:
    for name in CLAUSES:
        text = (POLICIES / f"{name}.toml").read_text(encoding="utf-8")
        assert text.startswith("#:schema ./policy.schema.json\n")
