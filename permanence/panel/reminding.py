"""Reminding who was invited: nobody more than once a working day."""

from __future__ import annotations

from datetime import date

from permanence.calendar import Calendar


def next_reminder(last: date, calendar: Calendar) -> date:
    """The first day on which somebody reminded on `last` may be reminded again: the next working day."""
    return date.fromordinal(calendar.working_days_after(last.toordinal(), 1))
