"""What a policy file can say, tried through the command line on the file of a council that does not exist."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app

SIXTH = Path(__file__).parents[1] / "permanence" / "sixth_council.toml"
Run = Callable[..., str]
Duties = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command that goes well, and gives what it printed."""

    def ran(*argv: str | Path) -> str:
        assert app.main([str(part) for part in argv]) == 0
        return capsys.readouterr().out

    return ran


@pytest.fixture
def duties(run: Run, tmp_path: Path) -> Duties:
    """The obligations of a child of these events on a day, by the reason's first words."""

    def asked(as_of: str, *events: dict[str, Any]) -> dict[str, dict[str, Any]]:
        file = tmp_path / "journey.json"
        file.write_text(json.dumps({"child": "C-1", "date_of_birth": "2015-06-01", "events": list(events)}))
        out = run("timeline", "--policy", SIXTH, "--journey", file, "--as-of", as_of, "--json")
        return {one["because"]: one for one in json.loads(out)["obligations"]}

    return asked


def entered(day: str) -> dict[str, Any]:
    return {"on": day, "type": "entered_care", "legal_status": "C1", "placement": "U6"}


def test_the_file_passes_the_check_and_is_read_back_whole(run: Run) -> None:
    assert "is valid" in run("policy", "check", SIXTH)
    said = run("policy", "explain", SIXTH)
    assert "at the last sitting of the placement_order panel that is 10 working days before the final hearing" in said


def test_the_last_sitting_before_a_hearing_is_one_that_the_sittings_show(run: Run, duties: Duties) -> None:
    found = duties(
        "2026-01-07",
        entered("2026-01-05"),
        {"on": "2026-01-05", "type": "proceedings_issued"},
        {"on": "2026-01-06", "type": "final_hearing_set", "date": "2026-03-16"},
    )
    why = "the last sitting by 2 March 2026, 10 working days before the final hearing on 16 March 2026"
    days = json.loads(run("sittings", "--policy", SIXTH, "--from", "2026-01-06", "--to", "2026-03-02", "--json"))
    its = [one["date"] for one in days["sittings"] if one["panel"] == "placement_order"]
    assert found[why]["due"] == its[-1] == "2026-02-24"


def test_either_of_two_chairs_is_said_by_attendance(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "journey.json"
    file.write_text(json.dumps({"child": "C-1", "events": [entered("2026-01-05")]}))
    asked = ("attendance", "--policy", SIXTH, "--journey", file, "--as-of", "2026-02-01")
    its = {one["meeting"]: one for one in json.loads(run(*asked, "--json"))["meetings"]}["legal_planning"]
    assert its["chairs"] == ["Team Manager or Service Manager"]
    assert [(one["role"], one["or"], one["part"]) for one in its["seats"]] == [
        ("team_manager", ["service_manager"], "chair")
    ]
    assert "legal planning meeting: Team Manager or Service Manager, chair" in run("policy", "explain", SIXTH)


def test_two_rules_met_and_an_event_start_a_third(run: Run, duties: Duties) -> None:
    events = [
        entered("2026-01-05"),
        {"on": "2026-02-02", "type": "care_plan_changed", "change": "residential"},
        {"on": "2026-02-03", "type": "order_made", "order": "care_order"},
        {"on": "2026-03-02", "type": "linked"},
        {"on": "2026-03-09", "type": "milestone", "name": "report_completed"},
        {"on": "2026-03-16", "type": "ppm_held"},
    ]
    why = "10 working days after the report, the meeting and the link on 16 March 2026"
    assert duties("2026-03-16", *events)[why]["due"] == "2026-03-30"
    assert why not in duties("2026-03-16", *events[:-1])
    assert "chain-report and three-months-from-order being met and the link" in run("policy", "explain", SIXTH)


def test_a_duty_before_a_planned_move_moves_with_it_and_is_not_closed_by_its_day(run: Run, duties: Duties) -> None:
    first = {"on": "2026-02-02", "type": "milestone_planned", "name": "moved_in", "date": "2026-03-20"}
    again = {**first, "on": "2026-03-02", "date": "2026-04-17"}
    why = "2 weeks before the child moving in, planned for 20 March 2026"
    assert duties("2026-02-02", entered("2026-01-05"), first)[why]["due"] == "2026-03-06"
    moved = duties("2026-03-02", entered("2026-01-05"), first, again)
    assert moved["2 weeks before the child moving in, planned for 17 April 2026"]["due"] == "2026-04-03"
    assert why not in moved
    passed = duties("2026-03-21", entered("2026-01-05"), first)[f"{why}, not on record as done"]
    assert (passed["standing"], passed["met_on"]) == ("overdue", None)
    assert "2 weeks before the day planned for the child moving in" in run("policy", "explain", SIXTH)


def test_a_review_sets_the_interval_to_the_next_and_is_asked_where_it_set_none(run: Run, duties: Duties) -> None:
    held = {"on": "2026-02-02", "type": "milestone", "name": "progress_review_held"}
    said = {"on": "2026-02-02", "type": "interval_set", "months": 3, "reason": "as the review said"}
    why = "3 months after the progress review held on 2 February 2026, as set on 2 February 2026"
    assert duties("2026-02-03", entered("2026-01-05"), held, said)[why]["due"] == "2026-05-02"
    asked = (
        "the progress review held on 2 February 2026 set no interval: "
        "record the interval or the date that was set for the next"
    )
    assert duties("2026-02-03", entered("2026-01-05"), held)[asked]["standing"] == "undated"
    assert "by the interval or the date it set" in run("policy", "explain", SIXTH)
