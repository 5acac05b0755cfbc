"""The theme of a sitting picks out the children its words are about."""

from __future__ import annotations

from datetime import date

from permanence import policy as policies
from permanence.journey import Event, Journey
from permanence.panel.themes import children_under

BCP = policies.load("bcp-2023")
TODAY = date(2026, 3, 2)


def journey(ref: str, *events: Event) -> Journey:
    entered = Event(date(2025, 9, 1), "entered_care", {"legal_status": "C2", "placement": "U6"})
    return Journey(ref, date_of_birth=date(2015, 1, 1), events=(entered, *events))


def moved(on: date, placement: str) -> Event:
    return Event(on, "placement_changed", {"placement": placement})


SETTLED = journey("C-1")
UNSTABLE = journey("C-2", moved(date(2025, 11, 3), "U5"), moved(date(2026, 1, 12), "K2"))
BROKEN_DOWN = journey("C-3", Event(date(2026, 2, 2), "placement_broke_down", {}))
WITH_PARENTS = journey("C-4", moved(date(2026, 1, 12), "P1"))
INDEPENDENT = journey("C-5", Event(date(2026, 1, 12), "plan_agreed", {"plan": "independence", "final": True}))
EVERYONE = (SETTLED, UNSTABLE, BROKEN_DOWN, WITH_PARENTS, INDEPENDENT)


def test_unstable_placements_are_two_moves_or_a_breakdown() -> None:
    assert children_under(BCP, "unstable_placements", EVERYONE, TODAY) == {"C-2", "C-3"}


def test_placed_with_parents_is_the_theme_of_returning() -> None:
    assert children_under(BCP, "returning_or_placed_with_parents", EVERYONE, TODAY) == {"C-4"}


def test_independence_is_by_the_plan() -> None:
    assert children_under(BCP, "independence", EVERYONE, TODAY) == {"C-5"}


def test_what_happens_later_is_not_known_yet() -> None:
    assert children_under(BCP, "unstable_placements", EVERYONE, date(2026, 1, 5)) == frozenset()


def test_a_sitting_without_a_theme_is_about_nobody_in_particular() -> None:
    assert children_under(BCP, None, EVERYONE, TODAY) == frozenset()
