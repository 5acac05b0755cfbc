"""What is remembered of a child is given again only while the journey, the day and the procedure are the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from permanence import open_duties as remembering, policy as policies
from permanence.journey import Event, Journey
from permanence.open_duties import OpenDuties, open_duties
from permanence.policy import Policy
from permanence.timeline import timeline

BCP, DUDLEY = policies.load("bcp-2023"), policies.load("dudley-2021")
TODAY = date(2026, 3, 2)
ENTERED = Event(date(2026, 1, 5), "entered_care", {"legal_status": "V2", "placement": "U6"})
HELD = Event(date(2026, 2, 12), "panel_held")


def said(policy: Policy, journey: Journey, today: date) -> OpenDuties:
    its = timeline(policy, journey, today)
    return OpenDuties(tuple(item for item in its.obligations if item.is_open), its.cohorts)


def child(*events: Event, team: str = "East") -> Journey:
    return Journey("C-0001", date(2020, 5, 2), team=team, events=events)


def test_every_change_of_what_it_came_from_is_judged_anew() -> None:
    asked = [
        (BCP, child(ENTERED), TODAY),
        (BCP, child(ENTERED, HELD), TODAY),
        (BCP, child(HELD, ENTERED), TODAY),
        (BCP, child(ENTERED), TODAY),
        (BCP, child(Event(ENTERED.on, ENTERED.type, {"legal_status": "C1", "placement": "U6"})), TODAY),
        (BCP, child(ENTERED, team="West"), TODAY),
        (BCP, child(ENTERED), TODAY + timedelta(days=60)),
        (DUDLEY, child(ENTERED), TODAY),
        (BCP, child(), TODAY),
    ]
    for one in [*asked, *reversed(asked)]:
        assert open_duties(*one) == said(*one)
        assert open_duties(*one) is open_duties(*one)


def test_an_equal_journey_read_anew_is_not_judged_again() -> None:
    first = open_duties(BCP, child(ENTERED), TODAY)
    assert open_duties(BCP, child(Event(ENTERED.on, ENTERED.type, dict(ENTERED.fields))), TODAY) is first


def test_no_more_children_are_remembered_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST", 3)
    for number in range(10):
        one = Journey(f"C-{number}", date(2020, 5, 2), events=(ENTERED,))
        assert open_duties(BCP, one, TODAY) == said(BCP, one, TODAY)
        assert len(remembering._REMEMBERED) <= 3
