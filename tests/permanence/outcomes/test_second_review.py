"""The second review: a plan agreed by then is in time, a later one is not, and a child before it is not counted."""

from __future__ import annotations

from datetime import date

from permanence.journey import Event, Field, Journey
from permanence.outcomes.second_review import SecondReview, second_reviews

TODAY = date(2026, 3, 1)


def child(*events: tuple[str, str, dict[str, Field]]) -> Journey:
    entered = Event(date(2025, 1, 1), "entered_care", {"legal_status": "C1", "placement": "U6"})
    return Journey("a", events=(entered, *(Event(date.fromisoformat(on), kind, its) for on, kind, its in events)))


FIRST: tuple[str, str, dict[str, Field]] = ("2025-01-28", "review_held", {})
SECOND: tuple[str, str, dict[str, Field]] = ("2025-04-20", "review_held", {})


def plan(on: str) -> tuple[str, str, dict[str, Field]]:
    return on, "plan_agreed", {"plan": "sgo", "final": True}


def test_a_plan_on_the_day_of_the_second_review_is_in_time() -> None:
    (its,) = second_reviews([child(FIRST, SECOND, plan("2025-04-20"))], TODAY)
    assert its == SecondReview("a", date(2025, 4, 20), date(2025, 4, 20))
    assert its.in_time


def test_a_later_plan_and_none_are_not() -> None:
    late = second_reviews([child(FIRST, SECOND, plan("2025-04-21"))], TODAY)
    never = second_reviews([child(FIRST, SECOND)], TODAY)
    assert [one.in_time for one in (*late, *never)] == [False, False]


def test_before_the_second_review_and_after_care_nobody_is_counted() -> None:
    assert second_reviews([child(FIRST)], TODAY) == ()
    assert second_reviews([child(FIRST, SECOND, ("2025-05-01", "left_care", {}))], TODAY) == ()


def test_a_review_of_an_earlier_period_of_care_is_not_the_first_of_this_one() -> None:
    back: tuple[str, str, dict[str, Field]] = (
        "2025-03-01",
        "entered_care",
        {"legal_status": "C1", "placement": "U6"},
    )
    assert second_reviews([child(FIRST, ("2025-02-01", "left_care", {}), back, SECOND)], TODAY) == ()
