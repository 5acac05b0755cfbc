"""Duties and actions as things due: every dated one, once, as it stood on the day."""

from __future__ import annotations

from datetime import UTC, date, datetime

from permanence.action import CANCELLED, DONE, PanelAction
from permanence.journey import Event, Journey
from permanence.outcomes.duties import actions_due, band, duties_due
from permanence.outcomes.timeliness import Due, timely
from permanence.policy import load
from permanence.timeline import timeline

TODAY = date(2026, 3, 1)
CHILD = Journey(
    "a",
    date(2019, 1, 1),
    team="East",
    events=(
        Event(date(2025, 6, 2), "entered_care", {"legal_status": "C1", "placement": "U6"}),
        Event(date(2025, 7, 1), "panel_held"),
    ),
)


def test_duties_are_those_of_the_timeline_that_have_a_date() -> None:
    policy = load("bcp-2023")
    duties = duties_due(policy, [CHILD], TODAY)
    its = [one for one in timeline(policy, CHILD, TODAY).obligations if one.due and one.standing != "ended"]
    assert [(one.clause, one.by, one.done) for one in duties] == [(one.clause, one.due, one.met_on) for one in its]
    overdue = [one.clause for one in its if one.standing == "overdue"]
    assert [one.clause for one in timely(duties, TODAY).overdue] == overdue
    assert overdue


def test_an_action_is_done_on_the_day_it_was_in_london() -> None:
    late = datetime(2026, 6, 4, 23, 30, tzinfo=UTC)  # half past midnight of the fifth
    done = PanelAction(1, "a", "East", "Ask", "o", date(2026, 6, 4), state=DONE, done_at=late)
    still = PanelAction(2, "a", None, "Ask", "o", date(2026, 6, 4))
    cancelled = PanelAction(3, "a", "East", "Ask", "o", date(2026, 6, 4), state=CANCELLED)
    assert actions_due([done, still, cancelled]) == [
        Due("a", "East", "", date(2026, 6, 4), date(2026, 6, 5)),
        Due("a", "", "", date(2026, 6, 4), None),
    ]


def test_bands_of_drift_end_with_their_last_day() -> None:
    assert [band(days) for days in (1, 14, 15, 42, 43, 84, 85, 900)] == [0, 0, 1, 1, 2, 2, 3, 3]
