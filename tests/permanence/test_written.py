"""One reader each for dates, times and whole numbers: every way of writing one is that one, and nothing is another."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from permanence.written_dates import EARLIEST, LATEST, day_or_doubt, read_day
from permanence.written_numbers import UNITS, read_count
from permanence.written_signs import Doubt, plain_signs
from permanence.written_times import EARLY, read_time

BLANKS = st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "\u3000", "  ", "\t"])
DASHES = st.sampled_from("-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d")
UNSEEN = st.sampled_from(["", "\u200e", "\u200b", "\u2060", "\ufeff", "\u2068"])
MANY = st.text("0123456789 .,:;/-h'apmnostuvy\u00b2\uff11\u0663\u2013\u00a0", max_size=12)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def wide(text: str) -> str:
    """The digits and the signs as a keyboard for wide letters types them."""
    return text.translate({ord(sign): ord(sign) - 0x20 + 0xFF00 for sign in "0123456789:./"})


@given(
    at=TIMES,
    form=st.sampled_from(["{0:02}:{1:02}", "{0}:{1:02}", "{0}.{1:02}", "{0}h{1:02}", "{0:02}{1:02}", "{0} h {1:02}"]),
    after=st.sampled_from(["", "h", " hrs", " hours"]),
    widened=st.booleans(),
    unseen=UNSEEN,
)
def test_a_time_of_the_day_is_read_as_people_write_it(
    at: time, form: str, after: str, widened: bool, unseen: str
) -> None:
    written = form.format(at.hour, at.minute) + after
    read = read_time(unseen + (wide(written) if widened else written) + unseen)
    if 0 < at.hour < EARLY:
        both = f"may be {at:%H:%M} or {at.hour + 12}:{at.minute:02}: write {at.hour}.{at.minute:02}am or "
        assert isinstance(read, Doubt)
        assert read.why.startswith(both)
    else:
        assert read == at


@given(
    at=TIMES,
    form=st.sampled_from(
        ["{0}.{1:02}{2}m", "{0}:{1:02} {2}m", "{0:02}:{1:02}:00 {2}m", "{0}{1:02}{2}m", "{0} {1:02} {2}.m."]
    ),
    blank=BLANKS,
    shout=st.booleans(),
)
def test_a_time_with_am_or_pm_is_that_time_and_past_noon_with_am_is_asked(
    at: time, form: str, blank: str, shout: bool
) -> None:
    written = form.format(at.hour % 12 or 12, at.minute, "ap"[at.hour >= 12]).replace(" ", blank)
    read = read_time(written.upper() if shout else written)
    if at.hour == 0:
        assert read == Doubt(f"may be 00:{at.minute:02} or 12:{at.minute:02}: write which")
    else:
        assert read == at


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9am", time(9)), ("9 o'clock", time(9)), ("9 o\u2019clock", time(9)), ("14h", time(14)), ("2 pm", time(14)),
        ("noon", time(12)), ("12 noon", time(12)), ("Midday", time(12)), ("12pm", time(12)), ("12.30", time(12, 30)),
        ("14.30 pm", time(14, 30)), ("09:30:00", time(9, 30)), ("0:15", time(0, 15)), ("00:00", time(0)),
        ("9\u00b730", time(9, 30)), ("9\uff1a30", time(9, 30)), ("7.00", time(7)),
    ],
)  # fmt: skip
def test_a_time_in_other_words_is_read(written: str, meant: time) -> None:
    assert read_time(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "9", "14", "930", "9.5", "9.3", "9,30", "9-30", "9 30", "24:00", "12:60", "14.30am", "0.30pm", "13am", "1O:30",
        "09:30:15", "0.395833", "9.30-10.30", "9.30 or 10", "half past nine", "half nine", "nine thirty", "midnight",
        "12am", "12.15am", "2.30", "02:30", "0230", "2 o'clock", "\u00b2:30", "\u0669:\u0663\u0660", "9:3", "tomorrow",
        "\u202e03:90", "-9.30", "9.30+1", "9..30", "1e3", "9.30 pm am", "25pm", "09:30Z",
    ],
)  # fmt: skip
def test_a_time_that_is_doubtful_is_no_time(written: str) -> None:
    read = read_time(written)
    assert isinstance(read, Doubt), read
    assert re.search(r"write ", read.why)


@given(MANY | st.text(max_size=12))
def test_a_time_read_has_the_digits_that_were_written(written: str) -> None:
    read = read_time(written)
    if isinstance(read, time):
        digits = re.sub(r"\D", "", plain_signs(written)) or "12"
        hour, minute = {1: (digits, "0"), 2: (digits, "0")}.get(
            len(digits), (digits[:-2], digits[-2:]) if len(digits) < 5 else (digits[:-4], digits[-4:-2])
        )
        assert int(minute) == read.minute
        assert int(hour) in (read.hour, read.hour - 12)


DAY_FORMS = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d}-{m:02}-{y}", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}",
    "{y}{m:02}{d:02}", "{d} {month} {y}", "{d} {short} {y}", "{d}-{short}-{y}", "{d} {month}, {y}", "{month} {d}, {y}",
    "{weekday} {d} {month} {y}", "{wd} {d}/{m}/{y}", "{wd}, {d} {short} {y}",
)  # fmt: skip


@given(day=st.dates(EARLIEST, LATEST), form=st.sampled_from(DAY_FORMS), blank=BLANKS, dash=DASHES, unseen=UNSEEN)
def test_a_day_is_read_as_people_write_it(day: date, form: str, blank: str, dash: str, unseen: str) -> None:
    names = {"month": f"{day:%B}", "short": f"{day:%b}", "weekday": f"{day:%A}", "wd": f"{day:%a}"}
    written = form.format(d=day.day, m=day.month, y=day.year, **names)
    assert read_day(unseen + written.replace(" ", blank).replace("-", dash)) == day
    assert read_day(wide(written).upper()) == day


@given(
    day=st.dates(EARLIEST, LATEST), weekday=st.sampled_from(["Mon", "Tues", "Weds", "Thurs", "Fri", "Sat", "Sunday"])
)
def test_a_day_with_another_weekday_is_asked(day: date, weekday: str) -> None:
    read = day_or_doubt(f"{weekday} {day.day}/{day.month}/{day.year}")
    if weekday.startswith(f"{day:%a}"):
        assert read == day
    else:
        assert read == Doubt(f"is a {day:%A}: correct the weekday or the date")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("3/4", "has no year"), ("13 March", "has no year"), ("Sat 13th of March", "has no year"),
        ("March 13", "has no year"), ("13/3/27", "two digits"), ("13 Mar '27", "two digits"),
        ("31/02/2027", "not a day in the calendar"), ("3/13/2027", "month before the day"),
        ("Mon 13 March 2027", "is a Saturday"), ("13/3/0027", "between 1980 and 2100"),
        ("1/1/1900", "is not a date"), ("31/12/9999", "is not a date"), ("tomorrow", "is not a date"),
        ("Monday", "is not a date"), ("13/3/2027-14/3/2027", "is not a date"), ("1\u00b2/3/2027", "is not a date"),
        ("\u0661\u0663/3/2027", "is not a date"), ("\u202e7202/3/31", "is not a date"), ("", "is not a date"),
        ("2027", "is not a date"), ("46459", "is not a date"),
    ],
)  # fmt: skip
def test_a_day_that_is_doubtful_says_why(written: str, why: str) -> None:
    read = day_or_doubt(written)
    assert isinstance(read, Doubt)
    assert why in read.why


@given(number=st.integers(0, 999_999), widened=st.booleans(), unit=st.sampled_from(sorted(UNITS)), beside=st.data())
def test_a_whole_number_is_read_with_its_unit_or_without(
    number: int, widened: bool, unit: str, beside: st.DataObject
) -> None:
    digits = wide(str(number)) if widened else str(number)
    said = beside.draw(
        st.sampled_from(["", ".0", *(blank + name for name in UNITS[unit] for blank in ("", " ", "\u00a0"))])
    )
    assert read_count(digits + said, unit) == number
    others = {name for kind, names in UNITS.items() if kind != unit for name in names}
    assert isinstance(read_count(f"{digits} {beside.draw(st.sampled_from(sorted(others)))}", unit), Doubt)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("one", 1), ("Twenty", 20), ("twenty-one", 21), ("ninety nine", 99), ("twelve", 12), ("06", 6), ("0", 0)],
)
def test_a_number_in_words_is_read(written: str, meant: int) -> None:
    assert read_count(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "1,5", "1.5", "1.000", "1,000", "1 000", "-3", "+3", "1e3", "\u00b2", "1\u00b2", "\u0663", "3-4", "3 or 4",
        "about 6", "a few", "six seven", "twenty-ten", "0x1", "1_000", "1234567890", "6.00", "weeks", "#6",
        "VI", "\u2165",
    ],
)  # fmt: skip
def test_a_number_that_is_doubtful_is_no_number(written: str) -> None:
    assert isinstance(read_count(written, "week"), Doubt)


@given(MANY | st.text(max_size=12))
def test_a_number_read_is_the_one_that_was_written(written: str) -> None:
    read = read_count(written, "minute")
    if isinstance(read, int):
        digits = re.match(r"\d*", plain_signs(written))
        assert digits
        assert not digits.group() or int(digits.group()) == read


@pytest.mark.parametrize("nothing", ["", "  ", "\u00a0", "\u200b", "\ufeff \t"])
def test_nothing_written_is_nothing(nothing: str) -> None:
    assert read_time(nothing) is read_count(nothing) is read_day(nothing) is None
