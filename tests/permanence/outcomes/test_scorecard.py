"""The adoption scorecard: A10, A2 and A3 by the Department's definitions, each with the children behind it."""

from __future__ import annotations

from datetime import date, timedelta

from permanence.journey import Event, Field, Journey
from permanence.outcomes.scorecard import Counted, Scorecard, adoptions, end_of_year, scorecard

END, TODAY = date(2026, 3, 31), date(2026, 4, 20)


def happened(on: str, kind: str, **fields: Field) -> Event:
    return Event(date.fromisoformat(on), kind, fields)


def child(ref: str, *events: Event) -> Journey:
    return Journey(ref, date(2021, 1, 1), events=events)


def entered(on: str, placement: str = "U6") -> Event:
    return happened(on, "entered_care", legal_status="C1", placement=placement)


ADOPTED = child(
    "a",
    entered("2023-01-01"),
    happened("2023-07-01", "order_made", order="placement_order"),
    happened("2023-10-01", "matched", match="adoption"),
    happened("2024-01-01", "placed_for_adoption"),
    happened("2024-01-01", "placement_changed", placement="A6"),
    happened("2024-08-01", "permanence_achieved", by="adoption_order"),
    happened("2024-08-01", "left_care"),
)


def of(*journeys: Journey) -> Scorecard:
    return scorecard([one for journey in journeys for one in adoptions(journey, END)], END, TODAY)


def test_the_days_of_a_child_adopted_in_the_three_years() -> None:
    card = of(ADOPTED)
    assert (card.start, card.a10.days, card.a2.days, card.a3.percent) == (date(2023, 4, 1), 365, 92, 100)


def test_a_foster_carer_who_adopts_is_counted_from_the_day_the_child_moved_in_as_foster_child() -> None:
    carer = child(
        "b",
        entered("2022-01-01"),
        happened("2022-03-02", "placement_changed", placement="U5"),
        happened("2023-02-01", "placed_for_adoption"),
        happened("2023-02-01", "placement_changed", placement="A5"),
        happened("2023-09-01", "permanence_achieved", by="adoption_order"),
    )
    assert of(carer).a10.counted == (Counted("b", 60),)


def test_a_match_before_the_order_is_nought_days_and_a_status_tells_of_an_order() -> None:
    early = child(
        "c",
        entered("2023-01-01"),
        happened("2023-05-01", "matched", match="adoption"),
        happened("2023-06-01", "legal_status_changed", legal_status="E1"),
        happened("2023-07-01", "placed_for_adoption"),
        happened("2024-01-01", "permanence_achieved", by="adoption_order"),
    )
    assert of(early).a2.counted == (Counted("c", 0),)


def test_without_an_order_or_a_placing_a_child_is_not_in_a2() -> None:
    consent = child(
        "d",
        entered("2023-01-01"),
        happened("2023-05-01", "matched", match="adoption"),
        happened("2023-07-01", "placed_for_adoption"),
        happened("2024-01-01", "permanence_achieved", by="adoption_order"),
    )
    assert (of(consent).a2.days, of(consent).a10.days) == (None, 181)


def test_who_still_waits_counts_in_a3_by_the_days_so_far() -> None:
    started = (END - timedelta(days=425)).isoformat()
    soon = child("e", entered(started), happened(started, "adoption_decision"))
    late = child("f", entered("2024-01-01"), happened("2024-02-01", "adoption_decision"))
    a3 = of(ADOPTED, soon, late).a3
    assert ([one.child for one in a3.within], [one.child for one in a3.longer], a3.percent) == (["a", "e"], ["f"], 67)


def test_whom_another_plan_has_turned_is_no_longer_going_through() -> None:
    turned = child(
        "g",
        entered("2025-01-01"),
        happened("2025-02-01", "adoption_decision"),
        happened("2025-06-01", "plan_agreed", plan="long_term_fostering", final=True),
    )
    assert of(turned).a3.percent is None


def test_a_start_not_on_record_is_left_out_by_name() -> None:
    unknown = child(
        "h",
        happened("2023-02-01", "placement_changed", placement="U6"),
        happened("2024-01-01", "placed_for_adoption"),
        happened("2024-08-01", "permanence_achieved", by="adoption_order"),
    )
    card = of(unknown)
    assert (card.a10.days, card.a10.left_out, card.a3.left_out) == (None, ("h",), ("h",))


def test_what_comes_after_the_years_is_not_known_to_them() -> None:
    end = date(2024, 3, 31)
    assert scorecard(adoptions(ADOPTED, end), end, TODAY).a10.days is None


def test_years_end_on_the_last_day_of_march() -> None:
    days = [date(2026, 3, 30), date(2026, 3, 31), date(2026, 12, 31)]
    assert [end_of_year(day) for day in days] == [date(2025, 3, 31), date(2026, 3, 31), date(2026, 3, 31)]
