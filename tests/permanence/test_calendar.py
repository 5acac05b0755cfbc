"""Working days and months, against a count day by day and against the government's own list of bank holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given, strategies as st

from permanence.calendar import BANK_HOLIDAYS, Calendar, Duration, bank_holidays, birthday, end_of_month
from tools.bank_holidays import listed

CALENDAR = Calendar()
CLOSURE = date(2026, 12, 29)
CLOSED = Calendar({CLOSURE: "Christmas closure"})
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def _works(day: date) -> bool:
    """A working day, said without the table."""
    return day.weekday() < 5 and day.toordinal() not in bank_holidays(day.year)


def _nth_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= _works(day)
    return day


def _nth_before(day: date, count: int) -> date:
    while count:
        day -= timedelta(days=1)
        count -= _works(day)
    return day


def test_bank_holidays_agree_with_the_governments_list_for_every_year_both_know() -> None:
    official = BankHolidays(use_cached_holidays=True)
    listed = {item["date"] for item in official.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}
    years = sorted({day.year for day in listed})
    assert len(years) >= 8
    for year in years:
        weekdays = {date.fromordinal(day) for day in bank_holidays(year) if date.fromordinal(day).weekday() < 5}
        assert weekdays == {day for day in listed if day.year == year}, year


def test_the_list_of_bank_holidays_is_what_the_library_reckons() -> None:
    assert BANK_HOLIDAYS.read_text(encoding="utf-8") == listed()


@given(DAYS, st.integers(1, 60))
def test_within_n_working_days_is_the_nth_working_day_after(day: date, count: int) -> None:
    assert date.fromordinal(CALENDAR.working_days_after(day.toordinal(), count)) == _nth_after(day, count)


@given(DAYS, st.integers(1, 60))
def test_n_working_days_before_is_the_nth_working_day_counted_back(day: date, count: int) -> None:
    assert date.fromordinal(CALENDAR.working_days_before(day.toordinal(), count)) == _nth_before(day, count)


@given(DAYS)
def test_the_last_and_the_next_working_day_are_the_nearest_ones(day: date) -> None:
    last = date.fromordinal(CALENDAR.last_working_day(day.toordinal()))
    following = date.fromordinal(CALENDAR.next_working_day(day.toordinal()))
    assert _works(last)
    assert _works(following)
    assert last <= day <= following
    assert not any(_works(last + timedelta(days=n)) for n in range(1, (following - last).days))
    assert CALENDAR.is_working_day(day.toordinal()) == _works(day) == (last == day)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-04-02", 20, "2026-05-05"),
        ("2026-01-05", 20, "2026-02-02"),
        ("2026-12-11", 20, "2027-01-13"),
        ("2026-02-28", 20, "2026-03-27"),
        ("2026-03-27", 10, "2026-04-14"),
        ("2025-12-24", 1, "2025-12-29"),
    ],
)
def test_working_days_worked_out_on_paper(start: str, count: int, due: str) -> None:
    day = CALENDAR.working_days_after(date.fromisoformat(start).toordinal(), count)
    assert date.fromordinal(day) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2025-11-30", Duration("months", 3), "2026-02-28"),
        ("2027-11-30", Duration("months", 3), "2028-02-29"),
        ("2026-01-31", Duration("months", 1), "2026-02-28"),
        ("2026-08-31", Duration("months", 6), "2027-02-28"),
        ("2028-02-29", Duration("years", 1), "2029-02-28"),
        ("2026-03-29", Duration("weeks", 6), "2026-05-10"),
        ("2026-01-05", Duration("days", 20), "2026-01-25"),
    ],
)
def test_months_are_clamped_to_the_months_end_and_weeks_are_seven_days(start: str, length: Duration, due: str) -> None:
    assert date.fromordinal(CALENDAR.after(date.fromisoformat(start).toordinal(), length)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("day", "length", "found"),
    [
        ("2026-05-31", Duration("months", 3), "2026-02-28"),
        ("2026-04-08", Duration("working_days", 3), "2026-04-01"),
        ("2026-04-08", Duration("weeks", 2), "2026-03-25"),
        ("2028-02-29", Duration("years", 1), "2027-02-28"),
    ],
)
def test_a_length_of_time_counts_back_as_well(day: str, length: Duration, found: str) -> None:
    assert date.fromordinal(CALENDAR.before(date.fromisoformat(day).toordinal(), length)) == date.fromisoformat(found)


def test_the_end_of_a_calendar_month_is_its_last_day() -> None:
    for months, found in ((0, "2027-12-31"), (1, "2028-01-31"), (2, "2028-02-29"), (12, "2028-12-31")):
        day = end_of_month(date(2027, 12, 15).toordinal(), months)
        assert date.fromordinal(day) == date.fromisoformat(found)


@pytest.mark.parametrize(
    ("born", "age", "reached"),
    [
        ("2012-02-29", 16, "2028-02-29"),
        ("2012-02-29", 7, "2019-03-01"),
        ("2015-06-01", 11, "2026-06-01"),
        ("2015-06-01", 0, "2015-06-01"),
    ],
)
def test_an_age_is_reached_on_the_birthday_and_on_the_first_of_march_for_leaplings(
    born: str, age: int, reached: str
) -> None:
    assert date.fromordinal(birthday(date.fromisoformat(born).toordinal(), age)) == date.fromisoformat(reached)


def test_closure_days_of_the_authority_are_skipped_and_named() -> None:
    start = date(2026, 12, 24).toordinal()
    assert date.fromordinal(CALENDAR.working_days_after(start, 1)) == CLOSURE
    assert date.fromordinal(CLOSED.working_days_after(start, 1)) == date(2026, 12, 30)
    names = CLOSED.days_off_between(start, date(2026, 12, 30).toordinal())
    assert names == ("Christmas Day", "Boxing Day (substitute day)", "Christmas closure")
    assert CLOSED.name_of_day_off(CLOSURE.toordinal()) == "Christmas closure"
    assert CALENDAR.name_of_day_off(CLOSURE.toordinal()) is None


def test_days_off_between_leaves_out_the_first_day_and_takes_in_the_last() -> None:
    good_friday, easter_monday = date(2026, 4, 3).toordinal(), date(2026, 4, 6).toordinal()
    assert CALENDAR.days_off_between(good_friday, easter_monday) == ("Easter Monday",)
    assert CALENDAR.days_off_between(good_friday - 1, easter_monday - 1) == ("Good Friday",)
    assert list(CALENDAR.closures(good_friday, easter_monday)) == [
        (good_friday, "Good Friday"),
        (easter_monday, "Easter Monday"),
    ]


@pytest.mark.parametrize("year", [1950, 1984, 1985, 2065, 2066, 2120])
def test_a_day_outside_the_table_is_counted_as_truly_as_one_inside(year: int) -> None:
    day = date(year, 7, 3)
    fresh = Calendar()
    assert date.fromordinal(fresh.working_days_after(day.toordinal(), 30)) == _nth_after(day, 30)
    assert date.fromordinal(fresh.working_days_before(day.toordinal(), 30)) == _nth_before(day, 30)


def test_a_count_that_reaches_past_the_table_extends_it() -> None:
    fresh = Calendar()
    start = date(2064, 1, 4)
    assert date.fromordinal(fresh.working_days_after(start.toordinal(), 1000)) == _nth_after(start, 1000)


def test_a_length_of_time_reads_as_people_say_it() -> None:
    assert [str(Duration(unit, count)) for unit, count in (("weeks", 6), ("months", 1), ("working_days", 3))] == [
        "6 weeks",
        "1 month",
        "3 working days",
    ]


@given(DAYS, st.integers(-40, 40))
def test_working_days_between_two_days_are_those_after_the_one_up_to_the_other(day: date, length: int) -> None:
    other = day + timedelta(days=length)
    first, last = min(day, other), max(day, other)
    counted = sum(_works(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert abs(CALENDAR.working_days_between(day.toordinal(), other.toordinal())) == counted


def test_a_span_that_reaches_past_the_table_is_counted_in_one_table() -> None:
    fresh = Calendar()
    start, end = date(2064, 6, 1), date(2070, 6, 1)
    counted = sum(_works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    assert fresh.working_days_between(start.toordinal(), end.toordinal()) == counted
    back = Calendar()
    assert back.working_days_between(date(1980, 6, 2).toordinal(), date(1980, 6, 6).toordinal()) == 4
