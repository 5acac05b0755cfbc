"""The timeline contract, as somebody outside would check it: the shape, the words, and each way to be refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from permanence.policy_tools.contract import JourneyError, PolicyError, sittings_json, timeline_json

JOURNEY: dict[str, Any] = {
    "child": "C-0001",
    "date_of_birth": "2019-05-02",
    "expected_birth": None,
    "unaccompanied": False,
    "siblings": ["C-0002"],
    "team": "Children in Care East",
    "events": [{"on": "2026-01-05", "type": "entered_care", "legal_status": "V2", "placement": "U6"}],
}


def _write(path: Path, *events: dict[str, Any], **known: Any) -> Path:
    file = path / "journey.json"
    file.write_text(json.dumps({**JOURNEY, **known, "events": [*JOURNEY["events"], *events]}), encoding="utf-8")
    return file


def test_an_obligation_has_the_fields_of_the_contract_and_no_other(tmp_path: Path) -> None:
    file = _write(tmp_path, {"on": "2026-02-16", "type": "ppm_held"})
    found = timeline_json("dudley-2021", file, date(2026, 3, 1))
    assert list(found) == ["policy", "as_of", "child", "obligations", "cohorts"]
    assert found["obligations"][1] == {
        "clause": "DUD-1",
        "what": "ppm",
        "due": "2026-03-30",
        "aim_for": "2026-03-30",
        "opens": None,
        "standing": "upcoming",
        "met_on": None,
        "because": "6 weeks after the meeting held on 16 February 2026",
        "source": (
            "Dudley, Child Permanence Meetings overview, 24 February 2021:"
            ' "at least every six weeks until permanence is achieved"'
        ),
    }


def test_a_cohort_says_since_when_and_why(tmp_path: Path) -> None:
    found = timeline_json("bcp-2023", _write(tmp_path), date(2026, 3, 30))
    assert {
        "clause": "BCP-5.3",
        "cohort": "section_20_12_weeks",
        "since": "2026-03-30",
        "because": "section 20 since 5 January 2026, 12 weeks",
    } in found["cohorts"]
    assert "BCP-5.3" not in [
        item["clause"] for item in timeline_json("bcp-2023", _write(tmp_path), date(2026, 3, 29))["cohorts"]
    ]


def test_obligations_are_in_order_of_due_date_with_the_undated_last(tmp_path: Path) -> None:
    file = _write(
        tmp_path, {"on": "2026-01-20", "type": "ppm_held"}, {"on": "2026-01-10", "type": "placement_broke_down"}
    )
    dues = [item["due"] for item in timeline_json("west-sussex", file, date(2026, 2, 1))["obligations"]]
    dated = [due for due in dues if due]
    assert dated == sorted(dated)
    assert dues == dated + [None] * (len(dues) - len(dated))
    assert None in dues


def test_sittings_have_the_fields_of_the_contract() -> None:
    found = sittings_json("west-sussex", date(2026, 1, 9), date(2026, 4, 3))
    assert found["policy"] == "west-sussex"
    assert found["sittings"][0] == {
        "panel": "permanency",
        "date": "2026-01-09",
        "start": "10:00",
        "end": "13:00",
        "kind": "review",
        "theme": None,
        "refer_by": "2026-01-06",
        "clause": "WS-10",
    }
    assert found["skipped"] == [
        {"panel": "permanency", "date": "2026-04-03", "reason": "Good Friday", "clause": "WS-10"}
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"child": ""}, 'child must be the child\'s reference, such as C-0001; "" was found.'),
        ({"childs": "x"}, "the nearest is 'child'"),
        ({"date_of_birth": "02/05/2019"}, "date_of_birth must be a real date from 1900 to 2199 as YYYY-MM-DD"),
        ({"date_of_birth": "2019-02-30"}, "date_of_birth must be a real date"),
        ({"unaccompanied": "no"}, 'unaccompanied must be true or false; "no" was found.'),
        ({"siblings": "C-0002"}, "siblings must be a list of children's references"),
        ({"team": 7}, "team must be words or null; 7 was found."),
        ({"events": {}}, "events must be a list of events; {} was found."),
    ],
)
def test_a_journey_that_is_not_valid_says_which_field_what_was_found_and_what_is_allowed(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    file = tmp_path / "journey.json"
    file.write_text(json.dumps({**JOURNEY, **change}), encoding="utf-8")
    with pytest.raises(JourneyError) as refused:
        timeline_json("bcp-2023", file, date(2026, 3, 1))
    _one_sentence(str(refused.value), sentence)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"on": "2026-02-01", "type": "panel_heald"}, "the nearest is 'panel_held'"),
        ({"on": "2026-02-01"}, "events[1].type is nothing, which is not a known type"),
        ({"type": "panel_held"}, "events[1].on is missing"),
        ({"on": "2026-13-01", "type": "panel_held"}, "events[1].on must be a real date"),
        ({"on": "2026-02-01", "type": "panel_held", "chair": "x"}, "unknown field 'chair'; allowed are on, type, pan"),
        ({"on": "2026-02-01", "type": "review_booked"}, "events[1].date is missing"),
        ({"on": "2026-02-01", "type": "matched", "match": "fostering"}, "allowed are adoption, long_term_fostering"),
        ({"on": "2026-02-01", "type": "placement_changed", "placement": "U9"}, 'events[1].placement is "U9"'),
        ({"on": "2026-02-01", "type": "plan_agreed", "plan": "sgo", "final": "yes"}, "must be true or false"),
        ({"on": "2026-02-01", "type": "interval_set", "reason": "x"}, "needs either weeks or months"),
        ({"on": "2026-02-01", "type": "interval_set", "weeks": 2, "months": 1, "reason": "x"}, "one of the two"),
        ({"on": "2026-02-01", "type": "interval_set", "weeks": 0, "reason": "x"}, "a whole number from 1 to 520"),
        ({"on": "2026-02-01", "type": "interval_set", "weeks": True, "reason": "x"}, "a whole number from 1"),
        ({"on": "2026-02-01", "type": "milestone", "name": "team_transfered"}, "the nearest is 'team_transferred'"),
    ],
)
def test_an_event_that_is_not_valid_is_refused_in_one_sentence(
    tmp_path: Path, event: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(JourneyError) as refused:
        timeline_json("bcp-2023", _write(tmp_path, event), date(2026, 3, 1))
    _one_sentence(str(refused.value), sentence)


def _one_sentence(message: str, part: str) -> None:
    assert part in message
    assert "\n" not in message
    assert message.endswith(".")


@pytest.mark.parametrize("text", ["", "{", "[" * 100000, "\ufeff{}", "NaN"])
def test_a_file_that_is_no_journey_is_refused_and_never_a_crash(tmp_path: Path, text: str) -> None:
    file = tmp_path / "journey.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(JourneyError):
        timeline_json("bcp-2023", file, date(2026, 3, 1))


def test_a_missing_or_binary_journey_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match="could not be read: No such file"):
        timeline_json("bcp-2023", tmp_path / "none.json", date(2026, 3, 1))
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(JourneyError, match="it is not UTF-8 text"):
        timeline_json("bcp-2023", binary, date(2026, 3, 1))


def test_a_policy_not_known_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="allowed are bcp-2023, dudley-2021, permanence-guidance-2024"):
        timeline_json("bcp-2024", _write(tmp_path), date(2026, 3, 1))
    with pytest.raises(PolicyError, match="could not be read"):
        timeline_json(tmp_path / "none.toml", _write(tmp_path), date(2026, 3, 1))


def test_a_journey_may_be_given_in_any_order(tmp_path: Path) -> None:
    file = tmp_path / "journey.json"
    events = [
        {"on": "2026-02-12", "type": "panel_held"},
        {"on": "2026-01-05", "type": "entered_care", "legal_status": "V2", "placement": "U6"},
    ]
    file.write_text(json.dumps({"child": "C-1", "events": events}), encoding="utf-8")
    found = timeline_json("bcp-2023", file, date(2026, 3, 1))
    file.write_text(json.dumps({"child": "C-1", "events": events[::-1]}), encoding="utf-8")
    assert found == timeline_json("bcp-2023", file, date(2026, 3, 1))
    assert found["obligations"][0]["standing"] == "met"
