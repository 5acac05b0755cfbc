"""A council nobody has seen yet writes its procedure as data alone: one test for each way of saying a thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from permanence.meetings.attendance import Attending, attendance
from permanence.panel.panel_calendar import sittings
from permanence.policy import Policy, build, load, parse
from tests.permanence.journeys import child, day, entered, judged, milestone, of_rule, on, the

FILE = Path(__file__).parent / "sixth_council.toml"


@pytest.fixture
def sixth() -> Policy:
    return load(FILE)


def test_an_emergency_entry_counts_ten_working_days_and_names_the_holidays_skipped(sixth: Policy) -> None:
    found = the(judged(sixth, child(entered("2026-03-27", emergency=True)), "2026-04-01"), "emergency")
    assert found.due == day("2026-04-14")
    assert found.because == (
        "10 working days after the emergency entry on 27 March 2026, Good Friday and Easter Monday skipped"
    )


def test_a_planned_entry_starts_no_emergency_clock(sixth: Policy) -> None:
    assert of_rule(judged(sixth, child(entered("2026-03-27")), "2026-04-01"), "emergency") == []


def test_before_the_first_review_is_the_day_before_its_latest_lawful_day(sixth: Policy) -> None:
    found = the(judged(sixth, child(entered("2026-01-05")), "2026-01-06"), "before-first-review")
    assert found.due == day("2026-02-01")
    assert found.because == "the day before the first review, due by 2 February 2026 at the latest"


def test_before_the_first_review_follows_the_booking_and_the_newest_booking_counts(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-06", "review_booked", date="2026-01-29"),
        on("2026-01-08", "review_booked", date="2026-01-27"),
    )
    assert the(judged(sixth, journey, "2026-01-07"), "before-first-review").due == day("2026-01-28")
    assert the(judged(sixth, journey, "2026-01-08"), "before-first-review").due == day("2026-01-26")


def test_by_a_review_takes_its_day_and_before_it_does_not(sixth: Policy) -> None:
    found = judged(sixth, child(entered("2026-01-05"), on("2026-01-30", "review_held")), "2026-02-01")
    assert the(found, "by-second-review").due == day("2026-04-30")
    assert the(found, "before-second-review").due == day("2026-04-29")


def test_two_weeks_after_the_first_review_was_held_and_not_after_the_second(sixth: Policy) -> None:
    journey = child(entered("2026-01-05"), on("2026-01-30", "review_held"), on("2026-04-20", "review_held"))
    found = the(judged(sixth, journey, "2026-05-01"), "after-first-review")
    assert (found.due, found.because) == (day("2026-02-13"), "2 weeks after the first review held on 30 January 2026")


def test_before_entering_care_has_no_date_until_the_child_enters_and_is_then_overdue(sixth: Policy) -> None:
    journey = child(on("2026-01-05", "pre_proceedings_started"), entered("2026-03-02"))
    waiting = the(judged(sixth, journey, "2026-03-01"), "before-entering-care")
    assert (waiting.standing, waiting.due) == ("undated", None)
    missed = the(judged(sixth, journey, "2026-03-02"), "before-entering-care")
    assert (missed.standing, missed.due) == ("overdue", day("2026-03-01"))
    assert missed.because == "the day before entering care on 2 March 2026"


def test_before_entering_care_is_met_by_a_meeting_before_it(sixth: Policy) -> None:
    journey = child(
        on("2026-01-05", "pre_proceedings_started"),
        on("2026-02-20", "legal_planning_meeting_held"),
        entered("2026-03-02"),
    )
    assert the(judged(sixth, journey, "2026-03-05"), "before-entering-care").standing == "met"


def test_pre_proceedings_that_end_without_care_end_the_duty(sixth: Policy) -> None:
    journey = child(on("2026-01-05", "pre_proceedings_started"), on("2026-04-01", "pre_proceedings_ended"))
    assert the(judged(sixth, journey, "2026-04-02"), "before-entering-care").standing == "ended"


def test_before_birth_looks_at_the_expected_day_and_then_at_the_real_one(sixth: Policy) -> None:
    unborn = child(on("2026-01-05", "pre_proceedings_started"), born=None, expected_birth=date(2026, 3, 20))
    assert the(judged(sixth, unborn, "2026-01-06"), "before-birth").due == day("2026-03-19")
    born = child(on("2026-01-05", "pre_proceedings_started"), born="2026-03-11", expected_birth=date(2026, 3, 20))
    assert the(judged(sixth, born, "2026-03-12"), "before-birth").due == day("2026-03-10")


def test_a_child_already_born_needs_no_birth_plan(sixth: Policy) -> None:
    assert (
        of_rule(judged(sixth, child(on("2026-01-05", "pre_proceedings_started")), "2026-01-06"), "before-birth") == []
    )


def test_two_weeks_before_the_final_hearing_once_its_date_is_known(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05", "C1"),
        on("2026-01-05", "proceedings_issued"),
        on("2026-02-02", "final_hearing_set", date="2026-06-30"),
        on("2026-03-02", "final_hearing_set", date="2026-07-14"),
    )
    assert the(judged(sixth, journey, "2026-02-01"), "before-final-hearing").due is None
    assert the(judged(sixth, journey, "2026-02-02"), "before-final-hearing").due == day("2026-06-16")
    moved = the(judged(sixth, journey, "2026-03-02"), "before-final-hearing")
    assert (moved.due, moved.because) == (day("2026-06-30"), "2 weeks before the final hearing on 14 July 2026")


def test_three_and_six_months_run_from_one_order_and_take_a_meeting_each(sixth: Policy) -> None:
    journey = child(
        entered("2025-09-01", "C1"),
        on("2025-11-30", "order_made", order="care_order"),
        on("2026-02-27", "ppm_held"),
        on("2026-06-01", "ppm_held"),
    )
    found = judged(sixth, journey, "2026-06-02")
    three, six = the(found, "three-months-from-order"), the(found, "six-months-from-order")
    assert (three.due, three.met_on, three.standing) == (day("2026-02-28"), day("2026-02-27"), "met")
    assert (six.due, six.met_on, six.standing) == (day("2026-05-30"), day("2026-06-01"), "met_late")


def test_each_step_of_a_chain_starts_the_next_and_one_waits_for_the_sign_off_too(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-03-02", "care_plan_changed", change="residential"),
        milestone("2026-03-18", "report_completed"),
        milestone("2026-03-25", "signed_off"),
        milestone("2026-04-10", "funding_agreed"),
    )
    early = judged(sixth, journey, "2026-03-20")
    assert the(early, "chain-report").due == day("2026-03-23")
    assert of_rule(early, "chain-funding") == []
    funding = the(judged(sixth, journey, "2026-03-25"), "chain-funding")
    assert (funding.due, funding.because) == (day("2026-04-14"), "20 days after the signed-off report on 25 March 2026")
    carer = the(judged(sixth, journey, "2026-04-10"), "chain-carer")
    assert carer.due == day("2026-04-17")


def test_a_visit_in_every_calendar_month_is_due_by_the_end_of_the_next(sixth: Policy) -> None:
    journey = child(entered("2026-01-31"), on("2026-02-02", "visited"))
    first, second = of_rule(judged(sixth, journey, "2026-02-03"), "every-calendar-month")
    assert (first.due, first.standing) == (day("2026-02-28"), "met")
    assert second.due == day("2026-03-31")
    assert second.because == "by the end of the calendar month after the visit on 2 February 2026"


def test_monthly_by_interval_runs_only_while_the_placement_is_residential(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-31", "placement_changed", placement="K2"),
        on("2026-02-20", "ppm_held"),
        on("2026-03-10", "placement_changed", placement="U6"),
    )
    found = of_rule(judged(sixth, journey, "2026-04-01"), "every-month")
    assert [(item.due, item.standing) for item in found] == [
        (day("2026-02-28"), "met"),
        (day("2026-03-20"), "ended"),
    ]


def test_a_referral_too_late_for_one_sitting_is_for_the_next(sixth: Policy) -> None:
    in_time = child(entered("2026-01-05"), on("2026-01-14", "panel_referral_made"))
    too_late = child(entered("2026-01-05"), on("2026-01-15", "panel_referral_made"))
    assert the(judged(sixth, in_time, "2026-01-15"), "next-sitting").due == day("2026-01-19")
    assert the(judged(sixth, too_late, "2026-01-15"), "next-sitting").due == day("2026-01-26")


def test_a_sitting_of_a_panel_that_follows_another_can_be_waited_for(sixth: Policy) -> None:
    journey = child(entered("2026-01-05"), on("2026-03-01", "linked"))
    assert the(judged(sixth, journey, "2026-03-02"), "sitting-after-link").due == day("2026-04-02")


def test_the_age_at_entry_decides_and_growing_older_changes_nothing(sixth: Policy) -> None:
    day_before = child(entered("2026-01-05"), born="2021-01-06")
    birthday = child(entered("2026-01-05"), born="2021-01-05")
    assert the(judged(sixth, day_before, "2026-03-01"), "young-at-entry").due == day("2026-01-19")
    assert of_rule(judged(sixth, birthday, "2026-03-01"), "young-at-entry") == []


def test_the_age_at_the_meeting_decides_when_the_next_one_is(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05"), on("2026-02-02", "ppm_held"), on("2026-03-02", "ppm_held"), born="2019-03-02"
    )
    found = judged(sixth, journey, "2026-03-03")
    assert the(found, "young-at-meeting").due == day("2026-03-02")
    assert the(found, "older-at-meeting").due == day("2026-05-25")


def test_a_birthday_starts_a_clock_and_the_earlier_of_two_dates_counts(sixth: Policy) -> None:
    journey = child(entered("2024-01-05"), born="2010-01-05")
    assert of_rule(judged(sixth, journey, "2026-01-04"), "sixteenth-birthday") == []
    found = the(judged(sixth, journey, "2026-01-05"), "sixteenth-birthday")
    assert found.due == day("2026-04-05")
    assert found.because == (
        "3 months after turning 16 on 5 January 2026, earlier than the day before the 18th birthday on 5 January 2028"
    )


def test_adoption_as_the_contingency_counts_and_without_delay_has_no_number(sixth: Policy) -> None:
    journey = child(entered("2026-01-05"), on("2026-02-02", "plan_agreed", plan="return_home", contingency="adoption"))
    found = the(judged(sixth, journey, "2026-02-03"), "adoption-anywhere")
    assert (found.standing, found.due, found.aim_for) == ("undated", None, None)
    assert found.because == "required since adoption being planned on 2 February 2026, without delay"


@pytest.mark.parametrize(("issued", "due"), [("2026-03-31", "2026-05-26"), ("2026-04-01", "2026-05-13")])
def test_a_value_holds_from_its_date_for_the_clocks_that_start_then(sixth: Policy, issued: str, due: str) -> None:
    journey = child(entered("2026-01-05", "C1"), on(issued, "proceedings_issued"))
    assert the(judged(sixth, journey, "2026-12-01"), "changed-value").due == day(due)


def test_a_repealed_rule_starts_no_clock_and_ends_the_open_one(sixth: Policy) -> None:
    before = child(entered("2026-01-05"), on("2026-02-26", "panel_held"))
    found = the(judged(sixth, before, "2026-03-01"), "repealed")
    assert (found.standing, found.because) == (
        "ended",
        "5 working days after the panel held on 26 February 2026; the rule was repealed on 1 March 2026",
    )
    after = child(entered("2026-01-05"), on("2026-03-01", "panel_held"))
    assert of_rule(judged(sixth, after, "2026-03-02"), "repealed") == []


def test_where_only_the_window_counts_a_meeting_before_it_meets_nothing(sixth: Policy) -> None:
    early = child(entered("2026-01-05"), on("2026-02-02", "proceedings_concluded"), on("2026-02-15", "ppm_held"))
    inside = child(entered("2026-01-05"), on("2026-02-02", "proceedings_concluded"), on("2026-02-16", "ppm_held"))
    assert the(judged(sixth, early, "2026-02-20"), "window").met_on is None
    met = the(judged(sixth, inside, "2026-02-20"), "window")
    assert (met.opens, met.due, met.met_on) == (day("2026-02-16"), day("2026-03-02"), day("2026-02-16"))


def test_the_later_of_two_dates_counts_where_the_file_says_so(sixth: Policy) -> None:
    journey = child(entered("2026-01-05"), on("2026-02-02", "matched", match="adoption"))
    assert the(judged(sixth, journey, "2026-02-03"), "later-of-two").due == day("2026-03-16")


def test_a_child_in_pre_proceedings_is_in_a_cohort_without_being_in_care(sixth: Policy) -> None:
    found = judged(sixth, child(on("2026-01-05", "pre_proceedings_started")), "2026-01-10")
    assert [(item.cohort, item.since) for item in found.cohorts] == [("pre_proceedings", day("2026-01-05"))]


def test_the_notice_may_be_in_days_or_in_working_days_by_kind(sixth: Policy) -> None:
    journey = child(entered("2026-01-05", emergency=True))
    assert the(judged(sixth, journey, "2026-01-11"), "emergency").standing == "upcoming"
    assert the(judged(sixth, journey, "2026-01-12"), "emergency").standing == "due_soon"
    assert the(judged(sixth, journey, "2026-02-24"), "every-calendar-month").standing == "upcoming"
    assert the(judged(sixth, journey, "2026-02-25"), "every-calendar-month").standing == "due_soon"


def test_the_authoritys_closure_days_are_no_working_days(sixth: Policy) -> None:
    found = the(judged(sixth, child(entered("2026-12-21", emergency=True)), "2026-12-22"), "emergency")
    assert found.due == day("2027-01-12")
    assert found.because.endswith(
        ", Christmas Day, Boxing Day (substitute day), Christmas closure and New Year's Day skipped"
    )


def _dates(policy: Policy, panel: str, start: str, end: str) -> list[str]:
    planned = sittings(policy, day(start), day(end))
    return [str(item.date) for item in planned.sittings if item.panel == panel]


def test_panels_sit_fortnightly_on_the_nth_weekday_after_one_another_and_move_for_a_holiday(sixth: Policy) -> None:
    assert _dates(sixth, "gateway_afternoon", "2026-01-01", "2026-02-10") == ["2026-01-07", "2026-01-21", "2026-02-04"]
    assert _dates(sixth, "placement_order", "2026-01-01", "2026-03-31") == [
        *("2026-01-06", "2026-01-27", "2026-02-24", "2026-03-03", "2026-03-31"),
    ]
    assert _dates(sixth, "follow_up", "2026-01-01", "2026-04-05") == [
        *("2026-01-02", "2026-01-08", "2026-01-29", "2026-02-26", "2026-03-05", "2026-04-02"),
    ]
    assert _dates(sixth, "moved", "2026-04-01", "2026-04-20") == ["2026-04-07", "2026-04-13", "2026-04-20"]


def test_a_stand_down_is_a_sitting_skipped_with_its_reason(sixth: Policy) -> None:
    planned = sittings(sixth, day("2026-02-01"), day("2026-02-28"))
    assert [(item.panel, str(item.date), item.reason) for item in planned.skipped] == [
        ("placement_order", "2026-02-03", "inspection")
    ]


def test_the_chair_and_the_invited_depend_on_the_children_listed(sixth: Policy) -> None:
    baby = child(entered("2026-01-05"), born="2025-01-05", team="West")
    teenager = child(
        entered("2026-01-05", placement="K2"),
        on("2026-01-20", "plan_agreed", plan="residential", contingency="adoption"),
        born="2010-02-01",
        team="East",
    )
    seats = {item.role: item.part for item in attendance(sixth, "ppm", [baby], day("2026-02-02"))}
    assert seats == {"service_manager": "chair"}
    seats = {item.role: item.part for item in attendance(sixth, "ppm", [teenager], day("2026-01-31"))}
    assert seats == {
        **{"team_manager": "chair", "adoption_worker": "invited", "keyworker": "invited", "east_manager": "invited"},
    }
    at_sixteen = attendance(sixth, "ppm", [teenager], day("2026-02-01"))
    assert "personal_adviser" in {item.role for item in at_sixteen}


def test_a_seat_says_its_part_its_title_its_clause_and_the_children_it_is_for(sixth: Policy) -> None:
    baby = replace(child(entered("2026-01-05"), born="2025-01-05"), child="C-0001")
    older = replace(child(entered("2026-01-05"), born="2012-01-05"), child="C-0002")
    seats = attendance(sixth, "ppm", [baby, older], day("2026-02-02"))
    assert seats == (
        Attending("service_manager", "Service Manager", "chair", "SIX-1", ("C-0001",)),
        Attending("team_manager", "Team Manager", "chair", "SIX-1", ("C-0002",)),
    )
    assert attendance(sixth, "panel", [baby], day("2026-02-02")) == ()


def test_standing_seats_and_those_of_the_children_listed_say_what_else_is_asked_of_them() -> None:
    journey = child(entered("2026-01-05"))
    guidance = {
        item.role: item for item in attendance(load("permanence-guidance-2024"), "ppm", [journey], day("2026-02-02"))
    }
    assert set(guidance) == {"team_manager", "social_worker", "parents", "foster_carers"}
    assert guidance["foster_carers"].reason_if_absent
    assert not guidance["foster_carers"].views_if_absent
    assert guidance["parents"].views_if_absent
    assert not guidance["parents"].reason_if_absent
    assert guidance["parents"].children == ()
    panel = {item.role: item for item in attendance(load("bcp-2023"), "panel", [journey], day("2026-02-02"))}
    assert panel["team_manager"].children == ("C-0001",)
    assert panel["team_manager"].note == "presents the care plan and the contingency plan with dates"
    assert panel["iro_manager"].children == ()


@pytest.mark.parametrize(
    ("visited", "months", "due", "because"),
    [
        ("2026-01-20", 0, "2026-01-31", "by the end of the same calendar month as the visit on 20 January 2026"),
        ("2026-01-31", 1, "2026-02-28", "by the end of the calendar month after the visit on 31 January 2026"),
        ("2026-01-20", 3, "2026-04-30", "by the end of 3 calendar months after the visit on 20 January 2026"),
    ],
)
def test_calendar_months_are_counted_from_the_month_it_happened_in(
    visited: str, months: int, due: str, because: str
) -> None:
    text = FILE.read_text(encoding="utf-8").replace("end_of_month = 1", f"end_of_month = {months}")
    policy = build(parse(text, "sixth.toml"))
    found = of_rule(
        judged(policy, child(entered("2025-12-05"), on(visited, "visited")), "2026-02-01"), "every-calendar-month"
    )
    assert [(item.due, item.because) for item in found if item.due == day(due)] == [(day(due), because)]


def test_a_date_not_known_is_said_with_what_it_waits_for(sixth: Policy) -> None:
    unborn = child(on("2026-01-05", "pre_proceedings_started"), born=None)
    found = judged(sixth, unborn, "2026-01-06")
    assert the(found, "before-birth").because == (
        "before the birth, whose date is not yet known, since the start of pre-proceedings on 5 January 2026"
    )
    assert the(found, "before-entering-care").because == (
        "before entering care, whose date is not yet known, since the start of pre-proceedings on 5 January 2026"
    )
    expected = replace(unborn, expected_birth=date(2026, 3, 20))
    assert the(judged(sixth, expected, "2026-01-06"), "before-birth").because == (
        "the day before the birth expected on 20 March 2026"
    )
    hearing = child(entered("2026-01-05", "C1"), on("2026-01-05", "proceedings_issued"))
    assert the(judged(sixth, hearing, "2026-01-06"), "before-final-hearing").because == (
        "before the final hearing, whose date is not yet known, since the issue of proceedings on 5 January 2026"
    )


def test_a_third_review_is_six_months_after_the_second(sixth: Policy) -> None:
    text = FILE.read_text(encoding="utf-8").replace("due = { by = { review = 2 } }", "due = { by = { review = 3 } }")
    policy = build(parse(text, "sixth.toml"))
    none_held = the(judged(policy, child(entered("2026-01-05")), "2026-01-06"), "by-second-review")
    assert (none_held.due, none_held.because) == (
        day("2026-11-02"),
        "by the third review, due by 2 November 2026 at the latest",
    )
    held = [on("2026-01-30", "review_held"), on("2026-04-20", "review_held"), on("2026-10-12", "review_held")]
    two = the(judged(policy, child(entered("2026-01-05"), *held), "2026-05-01"), "by-second-review")
    assert two.due == day("2026-10-20")
    three = the(judged(policy, child(entered("2026-01-05"), *held), "2026-10-12"), "by-second-review")
    assert (three.due, three.because) == (day("2026-10-12"), "by the third review, held on 12 October 2026")


def test_a_review_booked_on_a_day_already_held_is_not_the_next_one(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-06", "review_booked", date="2026-01-30"),
        on("2026-01-30", "review_held"),
    )
    assert the(judged(sixth, journey, "2026-02-01"), "by-second-review").due == day("2026-04-30")
    booked = child(*journey.events, on("2026-02-01", "review_booked", date="2026-03-17"))
    found = the(judged(sixth, booked, "2026-02-01"), "by-second-review")
    assert (found.due, found.because) == (day("2026-03-17"), "by the second review, booked for 17 March 2026")


def test_a_booking_of_a_review_held_early_is_not_taken_for_the_next_one(sixth: Policy) -> None:
    journey = child(
        entered("2026-01-05"),
        on("2026-01-06", "review_booked", date="2026-02-02"),
        on("2026-01-30", "review_held"),
    )
    assert the(judged(sixth, journey, "2026-01-31"), "by-second-review").due == day("2026-04-30")
    booked_there = child(*journey.events, on("2026-01-30", "review_booked", date="2026-04-14"))
    assert the(judged(sixth, booked_there, "2026-01-31"), "by-second-review").due == day("2026-04-14")


def test_the_reviews_of_an_earlier_period_of_care_do_not_count(sixth: Policy) -> None:
    journey = child(
        entered("2025-01-06"),
        on("2025-02-03", "review_held"),
        on("2025-03-03", "left_care"),
        entered("2026-01-05"),
    )
    found = of_rule(judged(sixth, journey, "2026-01-06"), "by-second-review")
    assert found[-1].due == day("2026-05-02")


def test_a_duty_whose_clock_was_stopped_says_by_what(sixth: Policy) -> None:
    left = child(entered("2026-01-05", emergency=True), on("2026-01-10", "left_care"))
    assert the(judged(sixth, left, "2026-01-10"), "emergency").because == (
        "10 working days after the emergency entry on 5 January 2026; the child left care on 10 January 2026"
    )
    ended = child(on("2026-01-05", "pre_proceedings_started"), on("2026-04-01", "pre_proceedings_ended"))
    assert the(judged(sixth, ended, "2026-04-02"), "before-entering-care").because.endswith(
        "; ended by the end of pre-proceedings on 1 April 2026"
    )
    moved = child(entered("2026-01-05", placement="K2"), on("2026-01-20", "placement_changed", placement="U6"))
    assert the(judged(sixth, moved, "2026-01-21"), "every-month").because.endswith(
        "; it no longer applied on 20 January 2026"
    )
    achieved = child(entered("2026-01-05", placement="K2"), on("2026-01-20", "permanence_achieved", by="sgo"))
    assert the(judged(sixth, achieved, "2026-01-21"), "every-month").because.endswith(
        "; permanence was achieved on 20 January 2026"
    )


def test_a_sitting_not_planned_in_the_years_ahead_gives_no_date() -> None:
    text = FILE.read_text(encoding="utf-8").replace(
        'title = "Gateway Panel"\n', 'title = "Gateway Panel"\nuntil = 2026-02-01\n'
    )
    policy = build(parse(text, "sixth.toml"))
    journey = child(entered("2026-01-05"), on("2026-02-02", "panel_referral_made"))
    found = the(judged(policy, journey, "2026-02-03"), "next-sitting")
    assert (found.due, found.because) == (
        None,
        "no sitting is planned after the panel referral made on 2 February 2026",
    )
