"""Timeliness: everything due stands in one place and one only, as it was known on the day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from permanence.outcomes.timeliness import Due, grouped, month_of, timely

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
THINGS = st.lists(
    st.builds(
        Due, st.sampled_from(["a", "b"]), st.sampled_from(["East", "West"]), st.just("X-1"), DAYS, st.none() | DAYS
    ),
    max_size=20,
)
FIRST, DAY = date(2026, 3, 1), timedelta(days=1)


def due(done: date | None) -> Due:
    return Due("a", "East", "X-1", FIRST, done)


def test_the_day_itself_is_in_time_and_the_next_is_late() -> None:
    assert timely([due(FIRST)], FIRST).on_time
    assert timely([due(FIRST + DAY)], FIRST + DAY).late
    assert timely([due(None)], FIRST).to_come
    assert timely([due(None)], FIRST + DAY).overdue


def test_what_was_done_afterwards_was_not_done_then() -> None:
    assert timely([due(FIRST + 9 * DAY)], FIRST + DAY).overdue


@given(THINGS, DAYS)
def test_each_thing_stands_in_one_place(things: list[Due], as_of: date) -> None:
    its = timely(things, as_of)
    assert sorted(map(repr, (*its.on_time, *its.late, *its.overdue, *its.to_come))) == sorted(map(repr, things))
    assert its.judged == len(things) - len(its.to_come)


@given(THINGS, DAYS)
def test_groups_add_up(things: list[Due], as_of: date) -> None:
    whole = timely(things, as_of)
    by_month, by_team = grouped(things, month_of, as_of), grouped(things, lambda one: one.team, as_of)
    for groups in (by_month.values(), by_team.values()):
        assert sum(len(one.overdue) for one in groups) == len(whole.overdue)
        assert sum(one.judged for one in groups) == whole.judged
