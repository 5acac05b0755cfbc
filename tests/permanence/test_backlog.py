"""How long the backlog takes: as many sittings as hearing them one sitting after another would."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from permanence.panel.backlog import backlog, sittings_needed

THURSDAY = date(2026, 1, 8)
waiting = st.integers(0, 200)
capacities = st.integers(1, 12)
gaps = st.lists(st.integers(1, 30), max_size=40)


def days_after(gaps: list[int]) -> list[date]:
    days, on = [], THURSDAY
    for gap in gaps:
        on += timedelta(days=gap)
        days.append(on)
    return days


@given(waiting, capacities, gaps)
def test_it_is_what_hearing_them_sitting_by_sitting_comes_to(left: int, capacity: int, gaps: list[int]) -> None:
    days = days_after(gaps)
    told = backlog(left, capacity, THURSDAY, days)
    last = THURSDAY
    for day in days:
        if left <= 0:
            break
        left, last = left - capacity, day
    if left > 0:
        assert told.weeks is None
    else:
        assert told.weeks is not None
        assert THURSDAY + timedelta(weeks=told.weeks) >= last > THURSDAY + timedelta(weeks=told.weeks - 1)


@given(waiting, capacities, gaps)
def test_each_sitting_ahead_hears_all_it_can_take_until_nobody_waits(left: int, capacity: int, gaps: list[int]) -> None:
    told = backlog(left, capacity, THURSDAY, days_after(gaps))
    heard = [count for _, count in told.ahead]
    assert [on for on, _ in told.ahead] == days_after(gaps)[: told.sittings]
    assert heard[:-1] == [capacity] * len(heard[:-1])
    assert all(0 < count <= capacity for count in heard)
    assert sum(heard) == (left if told.weeks is not None else len(heard) * capacity)


@given(waiting, capacities)
def test_one_sitting_fewer_would_leave_somebody_unheard(left: int, capacity: int) -> None:
    needed = sittings_needed(left, capacity)
    assert needed * capacity >= left
    assert left == 0 or (needed - 1) * capacity < left


@given(waiting, waiting, capacities, gaps)
def test_more_who_wait_never_need_fewer_weeks(one: int, other: int, capacity: int, gaps: list[int]) -> None:
    few, many = (backlog(n, capacity, THURSDAY, days_after(gaps)).weeks for n in sorted((one, other)))
    assert many is None or (few is not None and few <= many)


def test_ten_at_nine_a_sitting_need_two_weekly_sittings() -> None:
    weekly = [THURSDAY + timedelta(weeks=n) for n in (1, 2, 3)]
    assert backlog(10, 9, THURSDAY, weekly).weeks == 2
    assert backlog(9, 9, THURSDAY, weekly).weeks == 1
    assert backlog(0, 9, THURSDAY, weekly).weeks == 0


def test_a_week_without_a_sitting_is_waited_out() -> None:
    assert backlog(10, 9, THURSDAY, [THURSDAY + timedelta(weeks=1), THURSDAY + timedelta(weeks=3)]).weeks == 3
