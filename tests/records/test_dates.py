"""What counts as a date in a cell, and what is doubtful."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from records.files.dates import EARLIEST, LATEST, Doubt, month_first, read_date

EPOCH = date(1899, 12, 30)
DAYS = st.dates(EARLIEST, LATEST)


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 4, 3),
        datetime(2026, 4, 3, 14, 30),
        46115.0,
        46115,
        46115.75,
        "03/04/2026",
        "3/4/2026",
        "03-04-2026",
        "3.4.2026",
        "03/04/2026 00:00:00",
        "2026-04-03",
        "2026-04-03T00:00:00",
        "2026-04-03T23:30:00+01:00",
        "3 April 2026",
        "3rd Apr 2026",
        "03-Apr-2026",
        "  03/04/2026 ",
        "46115",
        "46115.0",
        "20260403",
        20260403.0,
        "03/04/2026 14:30",
        "2026/04/03",
        "3rd of April, 2026",
        "Friday 3 April 2026",
        "April 3, 2026",
        "2026-04-02T23:00:00Z",
        "2026-04-02 23:00:00.0000000 +00:00",
        "2026-04-03T00:30:00+01:00",
        "2026-04-03Z",
        "20260402T230000Z",
        "20260402T2300Z",
        "20260403T003000+0100",
        "20260403T0030+01",
        "20260402 230000.000Z",
        "20260403T143000",
        "20260403 14:30",
    ],
)
def test_the_third_of_april_is_read_however_it_is_written(cell: object) -> None:
    assert read_date(cell, EPOCH) == date(2026, 4, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("04/25/2026", "month before the day"),
        ("31/02/2026", "not a day in the calendar"),
        ("2026-13-01", "not a day in the calendar"),
        ("03/04/26", "two digits"),
        ("April 2026", "not a date"),
        ("TBC", "not a date"),
        ("03/04/2026 or 05/04/2026", "not a date"),
        (12.0, "is a number"),
        (1e308, "is a number"),
        (float("inf"), "is a number"),
        (float("nan"), "is a number"),
        (True, "not a date"),
        (time(9, 30), "is a time"),
        (timedelta(days=3), "is a time"),
        (date(1910, 1, 1), "not between 1980 and 2100"),
        ("Monday 3 April 2026", "is a Friday"),
        ("2026-04-03T25:00:00Z", "not a date"),
        ("20260403T256000Z", "not a date"),
        ("2026043T120000Z", "not a date"),
        ("0.5", "not a date"),
        (0.5, "is a number"),
        (150_000, "is a number"),
        ("03/04/2026 11:00 PM", "not a date"),
        ("01/01/0206", "not between 1980 and 2100"),
    ],
)
def test_what_is_not_a_date_says_why(cell: object, why: str) -> None:
    read = read_date(cell, EPOCH)  # type: ignore[arg-type]
    assert isinstance(read, Doubt)
    assert why in read.why


def test_an_empty_cell_is_no_date_and_no_doubt() -> None:
    assert read_date("", EPOCH) is None
    assert read_date("   ", EPOCH) is None


@pytest.mark.parametrize(
    "cell",
    [
        "31/12/9999",
        "9999-12-31",
        "9999-12-31T00:00:00Z",
        "01/01/1900",
        "1900-01-01 00:00:00",
        "0001-01-01",
        "1753-01-01",
        datetime(9999, 12, 31),
        date(1899, 12, 31),
        2958465.0,
        "31/12/2999",
        datetime(2999, 12, 31),
        401768.0,
        0,
        0.0,
        "0",
        " . ",
        "00/00/0000",
        "0000-00-00 00:00:00",
        "00/01/1900",
    ],
)
def test_the_ends_of_a_calendar_that_databases_write_are_no_date(cell: object) -> None:
    assert read_date(cell, EPOCH) is None  # type: ignore[arg-type]


def test_an_instant_in_winter_keeps_its_day() -> None:
    assert read_date("2026-01-14T23:00:00Z", EPOCH) == date(2026, 1, 14)


def test_in_a_column_with_the_month_first_a_date_that_reads_both_ways_is_doubtful() -> None:
    column = ["04/25/2026", "03/04/2026", "25/12/2026", "05/05/2026"]
    assert month_first(column)
    assert not month_first(["25/04/2026", "03/04/2026", "99/99/9999", date(2026, 4, 25)])
    assert isinstance(read_date("03/04/2026", EPOCH, american=True), Doubt)
    assert read_date("25/12/2026", EPOCH, american=True) == date(2026, 12, 25)
    assert read_date("05/05/2026", EPOCH, american=True) == date(2026, 5, 5)


@given(DAYS)
def test_every_day_survives_each_way_of_writing_it(day: date) -> None:
    ways = [day, f"{day:%d/%m/%Y}", day.isoformat(), f"{day.day} {day:%B %Y}", float((day - EPOCH).days)]
    assert {read_date(way, EPOCH) for way in ways} == {day}


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times()))
def test_no_cell_breaks_the_reader_and_no_date_is_outside_the_range(cell: object) -> None:
    read = read_date(cell, EPOCH)  # type: ignore[arg-type]
    assert read is None or isinstance(read, Doubt) or EARLIEST <= read <= LATEST
