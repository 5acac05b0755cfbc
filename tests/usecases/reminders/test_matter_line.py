"""One thing to do reads with how near it is on the day, and without a date as such."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permanence import policy as policies
from permanence.reminders import Matter
from usecases.reminders.matter_line import matter_line

MATTER = Matter("first-panel@2026-01-05", "panel", "Panel", date(2026, 2, 16), "BCP-3.1", "6 weeks after")
CALENDAR = policies.load("bcp-2023").calendar


def test_it_says_how_near_it_is_on_the_day_asked_for() -> None:
    on_time, late = (matter_line(MATTER, day, CALENDAR) for day in (date(2026, 2, 16), date(2026, 2, 19)))
    assert (on_time.standing, on_time.overdue) == ("Due today", False)
    assert (late.standing, late.overdue) == ("Overdue by 3 working days", True)


def test_without_a_date_it_is_never_late() -> None:
    undated = matter_line(replace(MATTER, dated=False), date(2027, 1, 4), CALENDAR)
    assert (undated.standing, undated.overdue, undated.dated) == ("No date set", False, False)
