"""A referral, decided purely: what it holds, when it is complete, and the first sitting it is still in time for."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from permanence.journey import Event
from permanence.panel.panel_calendar import sittings
from permanence.panel.referral import (
    ReferralPart,
    content,
    duties,
    events_of,
    heard_at,
    heard_in_words,
    lacking_in_words,
    made_in_words,
    missing,
    written,
)
from permanence.policy import Policy, load
from permanence.timeline import timeline
from tests.permanence.journeys import child, day, entered, on

WS = load("west-sussex")
SIXTH = load(Path(__file__).parent / "sixth_council.toml")
FINAL = child(entered("2026-01-05", "V2"), on("2026-02-20", "plan_agreed", plan="long_term_fostering", final=True))


def test_a_final_plan_is_to_be_referred_until_the_referral_is_made_and_a_plan_that_is_not_final_is_not() -> None:
    ((panel, duty),) = duties(WS, FINAL, day("2026-02-20"))
    assert (panel, duty.clause, duty.occasion) == ("permanency", "WS-9", "panel-referral@2026-02-20")
    made = child(*FINAL.events, on("2026-02-24", "panel_referral_made"))
    assert duties(WS, made, day("2026-02-24")) == []
    assert (
        duties(WS, child(entered("2026-01-05"), on("2026-02-20", "plan_agreed", plan="sgo")), day("2026-03-01")) == []
    )


def test_it_holds_the_three_views_the_procedure_asks_for_and_says_which_are_missing() -> None:
    asked = content(WS, FINAL, "permanency", day("2026-02-24"))
    assert [(one.key, one.words, one.clause) for one in asked] == [
        ("child_views_captured", "the child's views", "WS-10"),
        ("iro_views_captured", "the IRO's views", "WS-10"),
        ("supervising_social_worker_views_captured", "the supervising social worker's views", "WS-10"),
    ]
    views = {"child_views_captured": "Wants to stay.", "iro_views_captured": ""}
    assert [one.words for one in missing(asked, views)] == ["the IRO's views", "the supervising social worker's views"]
    assert lacking_in_words(asked, views) == (
        "The referral is not complete yet; missing: the IRO's views (WS-10), "
        "the supervising social worker's views (WS-10)."
    )
    assert lacking_in_words(asked, {one.key: "Said." for one in asked}) == ""


def test_made_it_closes_the_referral_and_its_content_and_makes_the_child_due_at_the_sitting_it_said() -> None:
    today = day("2026-03-04")
    asked = content(WS, FINAL, "permanency", today)
    made = child(*FINAL.events, *events_of(WS, "permanency", asked, today))
    open_ones = [item for item in timeline(WS, made, today).obligations if item.is_open and item.clause == "WS-10"]
    heard = heard_at(WS, "permanency", today)
    assert heard is not None
    assert [(item.what, item.due) for item in open_ones] == [("panel", heard.on)]
    assert (heard.on, heard.refer_by, heard.too_late_for) == (day("2026-03-13"), day("2026-03-10"), day("2026-03-06"))


@pytest.mark.parametrize(
    ("on_day", "said"),
    [
        ("2026-03-03", "It is for 6 March 2026, if it is made by 3 March 2026."),
        ("2026-03-04", "It is too late for 6 March 2026; it is for 13 March 2026, if it is made by 10 March 2026."),
        # Good Friday, 3 April, has no sitting, so nothing is too late for it.
        ("2026-04-01", "It is for 10 April 2026, if it is made by 7 April 2026."),
        # New Year's Day is skipped on the way back from Friday 2 January.
        ("2025-12-29", "It is for 2 January 2026, if it is made by 29 December 2025."),
        ("2025-12-30", "It is too late for 2 January 2026; it is for 9 January 2026, if it is made by 6 January 2026."),
    ],
)
def test_the_last_day_is_counted_in_working_days_and_too_late_is_for_the_next(on_day: str, said: str) -> None:
    assert heard_in_words(heard_at(WS, "permanency", day(on_day))) == said


def test_what_was_made_too_late_says_so_and_a_panel_without_a_last_day_hears_at_its_next_sitting() -> None:
    assert made_in_words(heard_at(WS, "permanency", day("2026-03-04"))) == (
        "It was too late for 6 March 2026; it is for 13 March 2026."
    )
    heard = heard_at(SIXTH, "gateway_afternoon", day("2026-01-07"))
    assert heard is not None
    assert (heard.on, heard.refer_by) == (day("2026-01-21"), None)
    assert heard_at(SIXTH, "nobody", day("2026-01-07")) is None
    assert heard_in_words(None) == "No sitting is planned that it could be for."


def test_of_several_panels_each_referral_holds_its_own_and_says_where_it_went() -> None:
    journey = child(entered("2026-01-05"), on("2026-02-16", "plan_agreed", plan="adoption", final=True))
    assert [panel for panel, _ in duties(SIXTH, journey, day("2026-02-17"))] == ["placement_order"]
    asked = content(SIXTH, journey, "placement_order", day("2026-02-17"))
    assert asked == (ReferralPart("guardian_view_given", "the guardian's view", "SIX-1"),)
    assert content(SIXTH, journey, "gateway", day("2026-02-17")) == ()
    assert events_of(SIXTH, "placement_order", asked, day("2026-02-17"))[-1] == Event(
        day("2026-02-17"), "panel_referral_made", {"panel": "placement_order"}
    )


def test_what_is_asked_no_more_keeps_the_milestones_own_words() -> None:
    asked = content(WS, FINAL, "permanency", day("2026-02-24"))[:1]
    said = written(WS, asked, {"child_views_captured": "Yes.", "iro_views_captured": "Agrees."})
    assert said == (("The child's views", "Yes."), ("The IRO's views being captured", "Agrees."))


@pytest.mark.parametrize(("policy", "panel"), [(WS, "permanency"), (SIXTH, "gateway"), (SIXTH, "placement_order")])
@given(on_day=st.dates(date(1995, 1, 1), date(2055, 12, 31)))
def test_the_sitting_is_the_first_whose_last_day_is_not_past_and_the_one_the_engine_says(
    policy: Policy, panel: str, on_day: date
) -> None:
    heard = heard_at(policy, panel, on_day)
    assert heard is not None
    assert heard.refer_by is not None
    assert on_day <= heard.refer_by < heard.on
    planned = sittings(policy, on_day, heard.on).sittings
    before = [one for one in planned if one.panel == panel and one.date < heard.on]
    assert all(one.refer_by is not None and one.refer_by < on_day for one in before)
    missed = [one.date for one in before if one.date > on_day]
    assert heard.too_late_for == (missed[0] if missed else None)
    made = Event(on_day, "panel_referral_made", {"panel": panel} if policy is SIXTH else {})
    journey = child(Event(on_day - timedelta(days=30), "entered_care", {"legal_status": "C2", "placement": "U6"}), made)
    rules = {"panel-after-referral", "next-sitting", "placement-order-sitting"}
    (due,) = [item.due for item in timeline(policy, journey, on_day).obligations if item.rule in rules]
    assert due == heard.on
