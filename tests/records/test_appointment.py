"""The calendar file: London time whatever the season, the same identifier for ever, nothing about a child."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from records.documents.appointment import LONDON, Appointment, calendar_feed, calendar_file
from tests.records.calendars import events, read_calendar

PANEL = "Permanency Panel; für alle, und lang genug für eine zweite Zeile"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def appointment(starts: datetime, sequence: int = 1, *, cancelled: bool = False) -> Appointment:
    return Appointment(
        "abc@permanence", sequence, PANEL, "panel@council.example", starts, starts + timedelta(minutes=40), 2, cancelled
    )


@pytest.mark.parametrize(
    ("starts", "local", "offset"),
    [
        (datetime(2026, 3, 26, 13, 30, tzinfo=UTC), "20260326T133000", 0),
        (datetime(2026, 4, 2, 12, 30, tzinfo=UTC), "20260402T133000", 1),
        (datetime(2026, 10, 22, 12, 30, tzinfo=UTC), "20261022T133000", 1),
        (datetime(2026, 10, 29, 13, 30, tzinfo=UTC), "20261029T133000", 0),
    ],
)
def test_a_sitting_keeps_its_london_time_across_the_change_of_clocks(starts: datetime, local: str, offset: int) -> None:
    text = calendar_file(appointment(starts), NOW).decode()
    assert f"DTSTART;TZID=Europe/London:{local}" in text
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart").utcoffset() == timedelta(hours=offset)
    assert event.decoded("dtstart") == starts


def test_the_zone_it_carries_is_londons_rule() -> None:
    text = calendar_file(appointment(datetime(2026, 4, 2, 12, 30, tzinfo=UTC)), NOW)
    [zone] = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")
    carried = zone.to_tz(lookup_tzid=False)
    for year in (2026, 2027, 2030):
        for month in range(1, 13):
            for day in (1, 28):
                local = datetime(year, month, day, 14)
                assert carried.utcoffset(local) == local.replace(tzinfo=LONDON).utcoffset(), local


def test_a_cancelled_appointment_says_so_under_the_same_identifier() -> None:
    starts = datetime(2026, 3, 12, 13, 30, tzinfo=UTC)
    kept, gone = (
        icalendar.Calendar.from_ical(calendar_file(one, NOW))
        for one in (appointment(starts), appointment(starts, 2, cancelled=True))
    )
    assert (kept["method"], gone["method"]) == ("PUBLISH", "CANCEL")
    [before], [after] = kept.walk("VEVENT"), gone.walk("VEVENT")
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (1, 2)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")


def test_a_feed_holds_every_appointment_and_asks_to_be_read_again() -> None:
    starts = datetime(2026, 3, 12, 13, 30, tzinfo=UTC)
    several = [appointment(starts), appointment(starts + timedelta(weeks=1), 4, cancelled=True)]
    text = calendar_feed("Permanence panel", several, NOW).decode()
    feed = icalendar.Calendar.from_ical(text)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert (feed["method"], len(feed.walk("VTIMEZONE"))) == ("PUBLISH", 1)
    assert [event["status"] for event in feed.walk("VEVENT")] == ["CONFIRMED", "CANCELLED"]
    assert feed.errors == []
    assert len(icalendar.Calendar.from_ical(calendar_feed("Permanence panel", [], NOW)).walk("VEVENT")) == 0


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_reader_by_the_letter_of_the_format_finds_who_calls_the_sitting(cancelled: bool) -> None:
    one = appointment(datetime(2026, 3, 12, 13, 30, tzinfo=UTC), cancelled=cancelled)
    for calendar in (read_calendar(calendar_file(one, NOW)), read_calendar(calendar_feed("Panel", [one], NOW))):
        [event] = events(calendar)
        assert event.one("ORGANIZER") == (f';CN="{PANEL}"', "mailto:panel@council.example")
        assert event.all("URL") == event.all("ATTENDEE") == event.all("LOCATION") == []


def test_a_panel_whose_name_looks_like_an_address_or_a_property_stays_a_name() -> None:
    name = 'https://panel.example "A";B,C:D\nATTENDEE:mailto:x@y.example'
    one = Appointment("u", 1, name, "p@c.example", NOW, NOW + timedelta(hours=1), None, False)
    [event] = events(read_calendar(calendar_file(one, NOW)))
    assert {found for found, _, value in event.properties if "panel.example" in value} == {"SUMMARY"}
    assert event.all("ATTENDEE") == event.all("URL") == []
