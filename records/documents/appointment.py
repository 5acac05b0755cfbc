"""Appointments at the panel as calendar files, one or a person's whole feed: the time and nothing about any child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration, vText

HOUR = timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")
READ_AGAIN = timedelta(hours=1)
PRODUCT = "-//Permanence//Panel invitations//EN"


@dataclass(frozen=True, slots=True)
class Appointment:
    """When somebody is expected. `uid` never changes; `sequence` grows with every change, also when cancelled.

    `slots` counts a manager's own; None for one who is there from beginning to end.
    """

    uid: str
    sequence: int
    panel: str
    organizer: str  # the panel's e-mail address, never a person's
    starts_at: datetime
    ends_at: datetime
    slots: int | None
    cancelled: bool


def calendar_file(appointment: Appointment, now: datetime) -> bytes:
    """The appointment as iCalendar, in London time with its zone; a cancellation when it was declined."""
    calendar = _calendar("CANCEL" if appointment.cancelled else "PUBLISH")
    calendar.add_component(_event(appointment, now))
    return bytes(calendar.to_ical())


def calendar_feed(name: str, appointments: Iterable[Appointment], now: datetime) -> bytes:
    """All of a person's appointments, to be read again and again; those cancelled say so by their status."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(READ_AGAIN))
    for appointment in appointments:
        calendar.add_component(_event(appointment, now))
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


def _zone() -> Timezone:
    """London time by its rule: the last Sundays of March and October, at 01:00 UTC."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    # Onsets are in the local time before the change (RFC 5545, 3.6.5).
    changes = (
        (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), 3, HOUR * 0, HOUR),  # noqa: DTZ001 floating, as the format asks
        (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), 10, HOUR, HOUR * 0),  # noqa: DTZ001 floating
    )
    for change, name, first, month, before, after in changes:
        change.add("tzname", name)
        change.add("dtstart", first)
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        zone.add_component(change)
    return zone


def _event(appointment: Appointment, now: datetime) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", appointment.starts_at.astimezone(LONDON))
    event.add("dtend", appointment.ends_at.astimezone(LONDON))
    event.add("organizer", _organizer(appointment))
    event.add("summary", appointment.panel)
    event.add("description", _description(appointment))
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if appointment.cancelled else "OPAQUE")
    return event


def _organizer(appointment: Appointment) -> vCalAddress:
    """Who calls the sitting, without whom nothing may be published or cancelled (RFC 5546, 3.2.1 and 3.2.5)."""
    its = vCalAddress(f"mailto:{appointment.organizer}")
    its.params["CN"] = vText(appointment.panel)
    return its


def _description(appointment: Appointment) -> str:
    if appointment.cancelled:
        return "This appointment was declined, its slots were given up, or the sitting was stood down."
    if appointment.slots is None:
        return "The panel sits. The sitting's card in the Teams channel shows its agenda."
    slots = "one slot" if appointment.slots == 1 else f"{appointment.slots} slots"
    return f"You have {slots} at the panel. The invitation in the Teams channel says what to prepare."
