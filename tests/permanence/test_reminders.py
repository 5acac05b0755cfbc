"""Reminders: each step is said once, the latest one only, and nothing past is said as if it were to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from permanence.calendar import Calendar
from permanence.people.person import BUSINESS_SUPPORT
from permanence.reminders import Matter, Rung, due_steps, next_steps, rank, recipient_of, standing, word
from tests.cast import CHAIR, EAST, EVERYONE, SUPPORT, WEST

CALENDAR = Calendar()
LADDER = (
    Rung(-5, "team_manager"),
    Rung(0, "team_manager"),
    Rung(1, "team_manager"),
    Rung(5, "service_manager"),
    Rung(10, "service_manager"),
)


def matter(due: date, **changes: object) -> Matter:
    values: dict[str, object] = {
        "occasion": f"panel:C-0001:{due.isoformat()}",
        "what": "panel",
        "name": "Permanence panel",
        "due": due,
        "origin": "BCP-3.1",
        "because": "6 weeks after entering care on 5 January 2026",
        "child_ref": "C-0001",
        "child": "C-0001 (AB)",
        "team": "East",
    }
    return Matter(**{**values, **changes})  # type: ignore[arg-type]


def said_over(days: list[date], *matters: Matter, snoozed: dict[tuple[str, str], date] | None = None) -> list[object]:
    """Everything said when the morning comes on each of these days: (day, occasion, step, recipient)."""
    said: set[tuple[str, str, str]] = set()
    log: list[object] = []
    for day in days:
        for step in due_steps(LADDER, matters, EVERYONE, CALENDAR, day, said=said, snoozed=snoozed):
            assert step.key not in said
            said.add(step.key)
            log.append((day, *step.key))
    return log


def mornings(start: date, count: int) -> list[date]:
    days = (start + timedelta(days=i) for i in range(count))
    return [day for day in days if CALENDAR.is_working_day(day.toordinal())]


def test_the_ladder_is_climbed_one_step_at_a_time_to_whom_each_step_names() -> None:
    due = date(2026, 2, 16)
    log = said_over(mornings(date(2026, 2, 1), 40), matter(due))
    assert [(day, step, to) for day, _, step, to in log] == [
        (date(2026, 2, 9), "-5", EAST.oid),
        (date(2026, 2, 16), "+0", EAST.oid),
        (date(2026, 2, 17), "+1", EAST.oid),
        (date(2026, 2, 23), "+5", CHAIR.oid),
        (date(2026, 3, 2), "+10", CHAIR.oid),
    ]


def test_a_fortnight_of_downtime_is_followed_by_one_line_for_each_recipient() -> None:
    log = said_over([date(2026, 2, 9), date(2026, 2, 24)], matter(date(2026, 2, 16)))
    assert [(step, to) for _, _, step, to in log] == [("-5", EAST.oid), ("+1", EAST.oid), ("+5", CHAIR.oid)]


@pytest.mark.parametrize(
    ("due", "first", "words"),
    [
        (date(2025, 12, 25), date(2025, 12, 17), "Due in 5 working days, before a day off"),  # Christmas
        (date(2026, 1, 1), date(2025, 12, 22), "Due in 5 working days, before a day off"),  # New Year
        (date(2026, 4, 3), date(2026, 3, 26), "Due in 5 working days, before a day off"),  # Good Friday
        (date(2026, 4, 7), date(2026, 3, 27), "Due in 5 working days"),  # the day after Easter Monday
        (date(2026, 3, 30), date(2026, 3, 23), "Due in 5 working days"),  # the Monday after the clocks go forward
        (date(2026, 10, 26), date(2026, 10, 19), "Due in 5 working days"),  # and back
    ],
)
def test_due_soon_counts_working_days_over_holidays(due: date, first: date, words: str) -> None:
    log = said_over(mornings(due - timedelta(days=20), 20), matter(due))
    assert log[0][:3:2] == (first, "-5")  # type: ignore[index]
    assert standing(due, first, CALENDAR) == words


def test_what_is_due_on_a_day_off_is_said_on_the_last_working_day_before_it() -> None:
    christmas = date(2025, 12, 25)
    assert (date(2025, 12, 24), f"panel:C-0001:{christmas}", "+0", EAST.oid) in said_over(
        mornings(date(2025, 12, 20), 10), matter(christmas)
    )
    assert standing(christmas, date(2025, 12, 24), CALENDAR) == "Due on a day off, with no working day left before it"
    assert standing(christmas, date(2025, 12, 29), CALENDAR) == "Overdue by 1 working day"


def test_a_snoozed_matter_is_silent_and_comes_back_once_on_its_day() -> None:
    one = matter(date(2026, 2, 16))
    snoozed = {(one.occasion, EAST.oid): date(2026, 2, 20)}
    log = said_over(mornings(date(2026, 2, 17), 10), one, snoozed=snoozed)
    assert [(day, step) for day, _, step, to in log if to == EAST.oid] == [(date(2026, 2, 20), "+1/2026-02-20")]


def test_a_snooze_does_not_silence_the_service_manager() -> None:
    one = matter(date(2026, 2, 16))
    log = said_over(mornings(date(2026, 2, 17), 10), one, snoozed={(one.occasion, EAST.oid): date(2026, 6, 1)})
    assert [(step, to) for _, _, step, to in log] == [("+5", CHAIR.oid)]


def test_a_snooze_that_runs_out_before_the_next_step_leaves_that_step_in_place() -> None:
    one = matter(date(2026, 2, 16))
    log = said_over(mornings(date(2026, 2, 9), 10), one, snoozed={(one.occasion, EAST.oid): date(2026, 2, 12)})
    assert [step for _, _, step, to in log if to == EAST.oid] == ["-5/2026-02-12", "+0", "+1"]


def test_a_child_whose_team_has_no_manager_is_said_to_business_support() -> None:
    assert recipient_of("team_manager", matter(date(2026, 2, 16), team="North"), EVERYONE) == BUSINESS_SUPPORT
    assert recipient_of("team_manager", matter(date(2026, 2, 16), team=None), EVERYONE) == BUSINESS_SUPPORT
    assert recipient_of("service_manager", matter(date(2026, 2, 16)), (EAST, SUPPORT)) == BUSINESS_SUPPORT


def test_a_matter_of_somebody_s_own_goes_to_them_and_to_the_manager_when_they_left() -> None:
    assert recipient_of("team_manager", matter(date(2026, 2, 16), owner=WEST.oid), EVERYONE) == WEST.oid
    assert recipient_of("team_manager", matter(date(2026, 2, 16), owner="oid-gone"), EVERYONE) == EAST.oid


def test_a_rung_that_names_a_kind_replaces_the_general_ones_for_it() -> None:
    ladder = (*LADDER, Rung(2, BUSINESS_SUPPORT, frozenset({"record_upload"})))
    upload = matter(date(2026, 2, 16), what="record_upload")
    steps = due_steps(ladder, [upload], EVERYONE, CALENDAR, date(2026, 2, 20))
    assert [(step.step, step.recipient) for step in steps] == [("+2", BUSINESS_SUPPORT)]


def test_a_step_taken_out_of_the_ladder_does_not_make_an_earlier_one_speak_again() -> None:
    one = matter(date(2026, 2, 16))
    said = {(one.occasion, "+1", EAST.oid)}
    assert due_steps(LADDER[:2], [one], EVERYONE, CALENDAR, date(2026, 2, 18), said=said) == []


def test_what_is_coming_is_told_in_order() -> None:
    assert next_steps(LADDER, matter(date(2026, 2, 16)), EVERYONE, CALENDAR, date(2026, 2, 16)) == [
        (date(2026, 2, 17), EAST.oid),
        (date(2026, 2, 23), CHAIR.oid),
        (date(2026, 3, 2), CHAIR.oid),
    ]


DUES = st.dates(date(2024, 1, 1), date(2028, 12, 31))
SOME_DAYS = st.lists(st.integers(-30, 60), max_size=40).map(sorted)


AGAIN = (
    Rung(1, "team_manager"),
    Rung(5, "team_manager", every=5),
    Rung(10, "service_manager", every=5),
)


def said_again(days: list[date], *, again_from: date = date.min) -> list[tuple[date, str, str]]:
    """What the ladder that goes on says over these days: (day, step, recipient)."""
    one, said, log = matter(date(2026, 2, 16)), set(), []
    for day in days:
        for step in due_steps(AGAIN, [one], EVERYONE, CALENDAR, day, said=said, again_from=again_from):
            assert step.key not in said
            said.add(step.key)
            log.append((day, step.step, step.recipient))
    return log


def test_what_stays_undone_is_said_again_every_so_many_working_days_and_to_the_service_manager_too() -> None:
    log = said_again(mornings(date(2026, 2, 17), 60))
    mine = [(day, step) for day, step, to in log if to == EAST.oid]
    assert [step for _, step in mine] == ["+1", "+5", "+10", "+15", "+20", "+25", "+30", "+35", "+40"]
    assert [step for _, step, to in log if to == CHAIR.oid] == ["+10", "+15", "+20", "+25", "+30", "+35", "+40"]
    assert mine[3][0] == date(2026, 3, 9)
    assert mine[7][0] == date(2026, 4, 8)  # Good Friday and Easter Monday are no working days


def test_mornings_that_were_missed_are_made_good_by_one_line_and_the_rhythm_stays() -> None:
    log = said_again([date(2026, 2, 23), *mornings(date(2026, 3, 12), 14)])
    assert [(day, step) for day, step, to in log if to == EAST.oid] == [
        (date(2026, 2, 23), "+5"),
        (date(2026, 3, 12), "+15"),
        (date(2026, 3, 16), "+20"),
        (date(2026, 3, 23), "+25"),
    ]


def test_what_was_said_before_the_rhythm_began_is_not_said_again_under_another_name() -> None:
    said, start = {("panel:C-0001:2026-02-16", "+5", EAST.oid)}, date(2026, 3, 19)
    one = matter(date(2026, 2, 16))
    again = [
        (day, step.step)
        for day in mornings(date(2026, 3, 12), 14)
        for step in due_steps(AGAIN, [one], EVERYONE, CALENDAR, day, said=said, again_from=start)
        if step.recipient == EAST.oid
    ]
    assert again[0] == (date(2026, 3, 23), "+25")
    assert said_again(mornings(date(2026, 2, 17), 60), again_from=date.max) == [
        (date(2026, 2, 17), "+1", EAST.oid),
        (date(2026, 2, 23), "+5", EAST.oid),
        (date(2026, 3, 2), "+10", CHAIR.oid),
    ]


@pytest.mark.parametrize("after", [date(2026, 2, 23), date(2026, 2, 27), date(2026, 3, 1), date(2026, 4, 2)])
def test_what_is_said_next_is_the_day_on_which_it_is_said(after: date) -> None:
    told = next_steps(AGAIN, matter(date(2026, 2, 16)), EVERYONE, CALENDAR, after)
    log = [(day, to) for day, _, to in said_again(mornings(date(2026, 2, 17), 80)) if day > after]
    for recipient in (EAST.oid, CHAIR.oid):
        assert next(on for on, to in told if to == recipient) == next(on for on, to in log if to == recipient)
    later = date(2026, 5, 1)
    assert min(next_steps(AGAIN, matter(date(2026, 2, 16)), EVERYONE, CALENDAR, after, later))[0] >= min(
        later, date(2026, 3, 2)
    )


@given(due=DUES, days=st.integers(0, 150), every=st.integers(1, 20))
def test_nothing_overdue_is_silent_for_longer_than_its_rhythm(due: date, days: int, every: int) -> None:
    rung, last = Rung(5, "team_manager", every=every), due + timedelta(days=days)
    reached = rung.reached(due, CALENDAR, last, date.min)
    late = CALENDAR.working_days_between(due.toordinal(), last.toordinal())
    assert (reached is None) == (late < 5)
    assert reached is None or 0 <= late - reached < every


@given(due=DUES, offsets=SOME_DAYS)
def test_however_the_mornings_fall_each_step_is_said_once_and_in_rising_order(due: date, offsets: list[int]) -> None:
    log = said_over([due + timedelta(days=offset) for offset in offsets], matter(due))
    for recipient in (EAST.oid, CHAIR.oid):
        ranks = [rank(step) for _, _, step, to in log if to == recipient]  # type: ignore[misc]
        assert ranks == sorted(set(ranks))


@given(due=DUES, offsets=SOME_DAYS)
def test_missed_mornings_never_add_a_thing_and_the_last_said_is_the_same(due: date, offsets: list[int]) -> None:
    one, last = matter(due), due + timedelta(days=60)
    every = said_over([due + timedelta(days=i) for i in range(-40, 61)], one)
    some = said_over([*(due + timedelta(days=offset) for offset in offsets), last], one)
    keys = lambda log: {entry[1:] for entry in log}  # noqa: E731
    assert keys(some) <= keys(every)
    for recipient in (EAST.oid, CHAIR.oid):
        assert max(rank(k[1]) for k in keys(some) if k[2] == recipient) == max(
            rank(k[1]) for k in keys(every) if k[2] == recipient
        )


@given(due=DUES, offsets=SOME_DAYS, repeats=st.integers(2, 4))
def test_more_ticks_on_the_same_days_say_the_same(due: date, offsets: list[int], repeats: int) -> None:
    days = [due + timedelta(days=offset) for offset in offsets]
    more = sorted(days * repeats)
    assert said_over(more, matter(due)) == said_over(days, matter(due))


@given(due=DUES, offset=st.integers(-30, 60))
def test_nothing_past_is_said_as_if_it_were_to_come(due: date, offset: int) -> None:
    today = due + timedelta(days=offset)
    words = standing(due, today, CALENDAR)
    assert words.startswith("Overdue") == (today > due)
    assert words.startswith("Due") == (today <= due)


@given(due=DUES, back=st.integers(-20, 40), length=st.integers(1, 40))
def test_after_a_snooze_a_matter_is_said_once_until_the_next_step(due: date, back: int, length: int) -> None:
    one, set_on = matter(due), due + timedelta(days=back)
    until = set_on + timedelta(days=length)
    log = said_over([due + timedelta(days=i) for i in range(-40, 90)], one, snoozed={(one.occasion, EAST.oid): until})
    mine = [(day, step) for day, _, step, to in log if to == EAST.oid]  # type: ignore[misc]
    assert all(day >= until for day, _ in mine)
    assert len(mine) == len({step for _, step in mine})
    assert len([step for _, step in mine if "/" in step]) <= 1
    assert mine, "a matter that is never done is never silent for ever"


def test_a_step_s_word_and_rank_agree() -> None:
    words = [word(-5), word(0), word(1), word(1, date(2026, 3, 2)), word(1, date(2026, 3, 12)), word(10)]
    assert sorted(words, key=rank) == words
