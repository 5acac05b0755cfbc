"""Waits for a plan and for permanence: each period of care by itself, by route, with those still waiting."""

from __future__ import annotations

from datetime import date

from permanence.journey import Event, Field, Journey
from permanence.outcomes.curves import Wait
from permanence.outcomes.waits import waits_for_permanence, waits_for_plan

START, TODAY = date(2020, 1, 1), date(2026, 3, 1)


def happened(on: str, kind: str, **fields: Field) -> Event:
    return Event(date.fromisoformat(on), kind, fields)


def child(ref: str, *events: Event) -> Journey:
    return Journey(ref, date(2018, 1, 1), events=events)


def entered(on: str) -> Event:
    return happened(on, "entered_care", legal_status="C1", placement="U6")


def test_a_child_without_a_plan_is_still_waiting_for_one() -> None:
    waiting = child("a", entered("2026-01-01"))
    planned = child("b", entered("2025-01-01"), happened("2025-02-01", "plan_agreed", plan="sgo", final=True))
    found = waits_for_plan([waiting, planned], START, TODAY)
    assert found.by_route == {"": (Wait("a", 59, over=False), Wait("b", 31, over=True))}


def test_a_route_is_the_plan_agreed_last() -> None:
    turned = child(
        "a",
        entered("2025-01-01"),
        happened("2025-02-01", "plan_agreed", plan="adoption", final=False),
        happened("2025-06-01", "plan_agreed", plan="sgo", final=True),
        happened("2025-09-01", "permanence_achieved", by="sgo"),
        happened("2025-09-01", "left_care"),
    )
    assert waits_for_permanence([turned], START, TODAY).by_route == {"sgo": (Wait("a", 243, over=True),)}


def test_who_left_care_without_permanence_was_followed_until_then() -> None:
    left = child("a", entered("2025-01-01"), happened("2025-03-02", "left_care"))
    assert waits_for_permanence([left], START, TODAY).by_route == {"": (Wait("a", 60, over=False),)}


def test_two_periods_that_touch_are_two_waits() -> None:
    back = child(
        "a",
        entered("2025-01-01"),
        happened("2025-03-02", "permanence_achieved", by="returned_home"),
        happened("2025-03-02", "left_care"),
        entered("2025-03-02"),
    )
    waits = waits_for_permanence([back], START, TODAY).by_route[""]
    assert waits == (Wait("a", 60, over=True), Wait("a", 364, over=False))


def test_a_start_not_on_record_is_left_out_and_named() -> None:
    unknown = child("a", happened("2025-01-01", "placement_changed", placement="U6"))
    found = waits_for_permanence([unknown], START, TODAY)
    assert (found.by_route, found.without_start) == ({}, ("a",))


def test_care_that_began_before_the_day_asked_for_is_not_counted() -> None:
    early = child("a", entered("2019-12-31"))
    assert waits_for_plan([early], START, TODAY).by_route == {"": ()}
