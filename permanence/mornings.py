"""Mornings: when the day's reminders are said, in London time, on working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from permanence.calendar import Calendar

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Hours:
    """From when on a working day reminders are said, and from when it is too late and they wait for the next."""

    opens: time = time(8)
    closes: time = time(18)


OFFICE_HOURS = Hours()


def morning(now: datetime, calendar: Calendar, hours: Hours = OFFICE_HOURS) -> date | None:
    """The working day whose reminders are said at this instant; none outside its hours."""
    local = now.astimezone(LONDON)
    if not calendar.is_working_day(local.toordinal()) or not hours.opens <= local.time() < hours.closes:
        return None
    return local.date()


def next_morning(now: datetime, calendar: Calendar, hours: Hours = OFFICE_HOURS) -> datetime:
    """The first instant after this one at which a working day's reminders begin to be said."""
    local = now.astimezone(LONDON)
    day = local.date() if local.time() < hours.opens else local.date() + timedelta(days=1)
    first = date.fromordinal(calendar.next_working_day(day.toordinal()))
    # 08:00 is never skipped or repeated in London: the clocks change at 01:00.
    return datetime.combine(first, hours.opens, tzinfo=LONDON).astimezone(UTC)
