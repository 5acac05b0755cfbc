"""Moving a sitting to another day or time: when it may be, and the sentence when it may not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from permanence.calendar import Calendar
from permanence.explain import in_words
from permanence.mornings import LONDON
from permanence.panel.sitting import Sitting, at_london
from permanence.refusals import Incomplete

FURTHEST = timedelta(days=183)


def moved_to(sitting: Sitting, on: date, begins: time, calendar: Calendar, now: datetime) -> timedelta:
    """By how much the sitting and its slots move; the refusal for a day or time that will not do."""
    today = now.astimezone(LONDON).date()
    starts_at = at_london(on, begins)
    if starts_at == sitting.starts_at:
        raise Incomplete("This is when it sits already; choose another day or time.")
    if starts_at <= now:
        raise Incomplete("That is in the past; choose a later day or time.")
    if on - today > FURTHEST:
        raise Incomplete("That is more than half a year away; choose an earlier day.")
    day = on.toordinal()
    if calendar.last_working_day(day) != day:
        raise Incomplete(f"{on:%A} {in_words(day)} is not a working day; choose another.")
    by = starts_at - sitting.starts_at
    if (sitting.ends_at + by).astimezone(LONDON).date() != on:
        raise Incomplete("It would go on past midnight; choose an earlier time.")
    return by
