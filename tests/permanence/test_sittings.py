"""When panels sit, worked out on a wall calendar: days, days off, the cycle and its themes, the last day to refer."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given, settings, strategies as st

from permanence.panel.panel_calendar import PlannedSitting, sittings
from permanence.policy import load


def _in(name: str, start: str, end: str) -> list[PlannedSitting]:
    return list(sittings(load(name), date.fromisoformat(start), date.fromisoformat(end)).sittings)


def test_the_bcp_panel_sits_on_thursday_afternoons() -> None:
    found = _in("bcp-2023", "2026-01-05", "2026-01-31")
    assert [str(item.date) for item in found] == ["2026-01-08", "2026-01-15", "2026-01-22", "2026-01-29"]
    assert {(item.start, item.end, item.panel) for item in found} == {(time(13, 30), time(16, 30), "permanency")}
    assert {item.refer_by for item in found} == {None}


def test_both_ends_of_the_span_are_included() -> None:
    assert [str(item.date) for item in _in("bcp-2023", "2026-01-08", "2026-01-15")] == ["2026-01-08", "2026-01-15"]
    assert _in("bcp-2023", "2026-01-09", "2026-01-14") == []


def test_every_seventh_sitting_reviews_the_actions_and_a_week_without_a_sitting_does_not_count() -> None:
    reviews = [item for item in _in("bcp-2023", "2026-01-01", "2027-02-28") if item.kind == "action_review"]
    assert [str(item.date) for item in reviews] == [
        *("2026-02-19", "2026-04-09", "2026-05-28", "2026-07-16", "2026-09-03", "2026-10-22", "2026-12-10"),
        "2027-01-28",
    ]
    assert {(item.theme, item.clause) for item in reviews} == {(None, "BCP-6.2")}


def test_new_years_day_pushes_the_cycle_by_a_week() -> None:
    found = sittings(load("bcp-2023"), date(2029, 12, 1), date(2030, 1, 20))
    assert [str(item.date) for item in found.skipped] == []
    christmas = sittings(load("bcp-2023"), date(2025, 12, 18), date(2026, 1, 8))
    assert [(str(item.date), item.reason) for item in christmas.skipped] == [
        ("2025-12-25", "Christmas Day"),
        ("2026-01-01", "New Year's Day"),
    ]
    assert [str(item.date) for item in christmas.sittings] == ["2025-12-18", "2026-01-08"]
    assert [item.kind for item in christmas.sittings] == ["action_review", "review"]


def test_the_themes_follow_one_another_through_the_six_weeks() -> None:
    themes = [item.theme for item in _in("bcp-2023", "2026-02-26", "2026-04-16")]
    assert themes == [
        "returning_or_placed_with_parents",
        "plan_must_change",
        "unstable_placements",
        "moving_to_an_order",
        "independence",
        "aspire",
        None,
        "returning_or_placed_with_parents",
    ]


def test_the_west_sussex_panel_sits_on_fridays_and_closes_to_referrals_three_working_days_before() -> None:
    found = {str(item.date): str(item.refer_by) for item in _in("west-sussex", "2026-03-27", "2026-05-31")}
    assert found["2026-03-27"] == "2026-03-24"
    assert "2026-04-03" not in found
    assert found["2026-04-10"] == "2026-04-07"
    assert found["2026-05-08"] == "2026-05-05"
    assert found["2026-05-29"] == "2026-05-26"


def test_a_referral_deadline_steps_over_the_bank_holiday_before_it() -> None:
    (panel,) = _in("west-sussex", "2026-01-02", "2026-01-02")
    assert panel.refer_by == date(2025, 12, 29)


def test_procedures_without_a_panel_have_no_sittings() -> None:
    for name in ("ppm-terms-2017", "dudley-2021", "permanence-guidance-2024"):
        found = sittings(load(name), date(2026, 1, 1), date(2026, 12, 31))
        assert (found.sittings, found.skipped) == ((), ())


@settings(max_examples=40)
@given(st.dates(date(1995, 1, 1), date(2055, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_a_sitting_is_the_same_whichever_span_is_asked_for(start: date, skip: int, length: int) -> None:
    end = start + timedelta(days=skip + length)
    whole = sittings(load("bcp-2023"), start, end)
    part = sittings(load("bcp-2023"), start + timedelta(days=skip), end)
    assert part.sittings == tuple(item for item in whole.sittings if item.date >= start + timedelta(days=skip))
    days = [item.date for item in whole.sittings] + [item.date for item in whole.skipped]
    thursdays = {start + timedelta(days=n) for n in range((end - start).days + 1)}
    assert sorted(days) == sorted(day for day in thursdays if day.weekday() == 3)


@settings(max_examples=40)
@given(st.dates(date(1995, 1, 1), date(2055, 1, 1)))
def test_between_two_action_reviews_there_are_six_sittings(start: date) -> None:
    found = sittings(load("bcp-2023"), start, start + timedelta(days=400)).sittings
    places = [i for i, item in enumerate(found) if item.kind == "action_review"]
    assert places
    assert all(after - before == 7 for before, after in pairwise(places))
    assert places[0] <= 6
