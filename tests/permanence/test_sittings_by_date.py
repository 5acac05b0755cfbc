"""Sittings that a file gives by date, on two weekdays, and straight after another panel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from permanence.panel.panel_calendar import sittings
from permanence.policy import Policy, PolicyError, build, parse
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.explain_policy import explain_policy
from tests.permanence.test_mistyped_policies import PANEL
from tests.permanence.test_policy_faults import GOOD


def council(*changes: tuple[str, str], more: str = "") -> Policy:
    text = GOOD + PANEL + more
    for change in changes:
        assert change[0] in text
        text = text.replace(*change)
    return build(parse(text, "by-date.toml"))


def days(policy: Policy, start: str, end: str, panel: str = "permanence") -> list[str]:
    found = sittings(policy, date.fromisoformat(start), date.fromisoformat(end)).sittings
    return [one.date.isoformat() for one in found if one.panel == panel]


def test_a_panel_may_sit_on_two_weekdays() -> None:
    policy = council(('day = "tuesday"', 'day = ["tuesday", "friday"]'))
    assert days(policy, "2026-03-02", "2026-03-15") == ["2026-03-03", "2026-03-06", "2026-03-10", "2026-03-13"]
    assert "sits on Tuesdays and Fridays" in explain_policy(policy)


def test_two_weekdays_every_other_week_are_of_the_same_week() -> None:
    policy = council(
        ('day = "tuesday"', 'day = ["tuesday", "friday"]\nevery_weeks = 2\ncounted_from = 2026-03-03'),
    )
    assert days(policy, "2026-03-01", "2026-03-31") == [
        *("2026-03-03", "2026-03-06", "2026-03-17", "2026-03-20", "2026-03-31"),
    ]


def test_a_sitting_may_be_moved_and_another_added_by_date() -> None:
    policy = council(
        (
            'day = "tuesday"',
            'day = "tuesday"\nalso = [2026-03-12]\nmoved = [{ from = 2026-03-17, to = 2026-03-19 }]',
        ),
    )
    assert days(policy, "2026-03-08", "2026-03-25") == ["2026-03-10", "2026-03-12", "2026-03-19", "2026-03-24"]
    skipped = sittings(policy, date(2026, 3, 8), date(2026, 3, 25)).skipped
    assert [(one.date.isoformat(), one.reason) for one in skipped] == [("2026-03-17", "moved to 19 March 2026")]
    said = explain_policy(policy)
    assert "also on 12 March 2026" in said
    assert "on 19 March 2026 instead of 17 March 2026" in said


def test_a_sitting_moved_out_of_the_span_asked_for_is_not_in_it() -> None:
    policy = council(('day = "tuesday"', 'day = "tuesday"\nmoved = [{ from = 2026-03-31, to = 2026-04-02 }]'))
    assert days(policy, "2026-03-30", "2026-04-01") == []
    assert days(policy, "2026-04-01", "2026-04-05") == ["2026-04-02"]


def test_a_panel_may_be_listed_by_date_alone() -> None:
    policy = council(('day = "tuesday"', "also = [2026-03-12, 2026-05-07]"))
    assert days(policy, "2026-01-01", "2026-12-31") == ["2026-03-12", "2026-05-07"]
    assert "sits on 12 March 2026 and 7 May 2026" in explain_policy(policy)


def test_days_that_look_mistyped_are_warned_of(tmp_path: Path) -> None:
    days = 'also = [2026-12-25]\nmoved = [{ from = 2026-03-10, to = 2026-03-11 }]\nnth_of_month = [1]\nday = "tuesday"'
    file = tmp_path / "by-date.toml"
    file.write_text((GOOD + PANEL).replace('day = "tuesday"', days), encoding="utf-8")
    report = check_policy(file).report
    assert "Permanence Panel would sit on 25 December 2026, which is a day off (Christmas Day)." in report
    assert "Permanence Panel is moved from 10 March 2026, on which it does not sit." in report


SECOND = """
[[panel]]
name = "matching"
clause = "SM-1"
title = "Matching Panel"
follows = { panel = "permanence" }
start = 12:00:00
end = 13:00:00
capacity = 3
slot_minutes = 20
"""


def test_a_panel_may_sit_straight_after_another_on_the_same_day() -> None:
    policy = council(more=SECOND)
    assert days(policy, "2026-03-02", "2026-03-15", "matching") == days(policy, "2026-03-02", "2026-03-15")
    assert "sits straight after each sitting of permanence" in explain_policy(policy)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("start = 12:00:00", "start = 11:30:00"), "before the panel it follows ends at 12:00:00"),
        (
            ('day = "tuesday"', 'day = "tuesday"\nmoved = [{ from = 2026-03-18, to = 2026-03-19 }]'),
            "moved from 2026-03-18 is a Wednesday, and the panel sits on Tuesday",
        ),
        (('day = "tuesday"\n', ""), "a panel needs day, follows or also"),
    ],
)
def test_what_cannot_be_held_is_refused(change: tuple[str, str], said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        council(change, more=SECOND)
