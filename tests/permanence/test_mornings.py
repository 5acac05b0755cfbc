"""Mornings: eight in London on a working day, in winter and in summer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from permanence.calendar import Calendar
from permanence.mornings import LONDON, morning, next_morning

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 27, 8, 0, tzinfo=UTC), date(2026, 3, 27)),  # Friday, still winter time
        (datetime(2026, 3, 27, 7, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 30, 7, 0, tzinfo=UTC), date(2026, 3, 30)),  # Monday, summer time
        (datetime(2026, 3, 30, 6, 59, tzinfo=UTC), None),
        (datetime(2026, 10, 23, 7, 0, tzinfo=UTC), date(2026, 10, 23)),
        (datetime(2026, 10, 26, 7, 59, tzinfo=UTC), None),
        (datetime(2026, 10, 26, 8, 0, tzinfo=UTC), date(2026, 10, 26)),
        (datetime(2026, 3, 28, 9, 0, tzinfo=UTC), None),  # Saturday
        (datetime(2025, 12, 25, 9, 0, tzinfo=UTC), None),
        (datetime(2025, 12, 26, 9, 0, tzinfo=UTC), None),
        (datetime(2026, 1, 1, 9, 0, tzinfo=UTC), None),
        (datetime(2026, 4, 3, 9, 0, tzinfo=UTC), None),  # Good Friday
        (datetime(2026, 4, 6, 9, 0, tzinfo=UTC), None),  # Easter Monday
        (datetime(2026, 1, 5, 17, 59, tzinfo=UTC), date(2026, 1, 5)),
        (datetime(2026, 1, 5, 18, 0, tzinfo=UTC), None),  # too late in the day: the next morning
    ],
)
def test_a_morning_is_from_eight_in_london_on_a_working_day(now: datetime, day: date | None) -> None:
    assert morning(now, CALENDAR) == day


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 1, 5, 7, 0, tzinfo=UTC), datetime(2026, 1, 5, 8, 0, tzinfo=UTC)),
        (datetime(2026, 1, 5, 8, 0, tzinfo=UTC), datetime(2026, 1, 6, 8, 0, tzinfo=UTC)),
        (datetime(2026, 3, 27, 9, 0, tzinfo=UTC), datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),  # over the spring change
        (datetime(2026, 10, 23, 9, 0, tzinfo=UTC), datetime(2026, 10, 26, 8, 0, tzinfo=UTC)),  # over the autumn one
        (datetime(2025, 12, 24, 9, 0, tzinfo=UTC), datetime(2025, 12, 29, 8, 0, tzinfo=UTC)),
        (datetime(2025, 12, 31, 9, 0, tzinfo=UTC), datetime(2026, 1, 2, 8, 0, tzinfo=UTC)),
        (datetime(2026, 4, 2, 9, 0, tzinfo=UTC), datetime(2026, 4, 7, 7, 0, tzinfo=UTC)),  # over Easter
    ],
)
def test_the_next_morning_skips_days_off(now: datetime, then: datetime) -> None:
    assert next_morning(now, CALENDAR) == then


@given(st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)))
def test_the_next_morning_is_later_is_a_morning_and_none_lies_between(naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    then = next_morning(now, CALENDAR)
    assert then > now
    assert morning(then, CALENDAR) == then.astimezone(LONDON).date()
    assert morning(then - timedelta(seconds=1), CALENDAR) is None
