"""How one thing to do reads on a day."""

from __future__ import annotations

from datetime import date

from cards.reminders.matter_line import MatterLine
from permanence.calendar import Calendar
from permanence.reminders import Matter


def matter_line(matter: Matter, today: date, calendar: Calendar) -> MatterLine:
    """The matter with how near it is."""
    return MatterLine(
        standing=matter.standing(today, calendar),
        overdue=matter.overdue(today),
        name=matter.name,
        due=matter.due,
        origin=matter.origin,
        child=matter.child,
        note=matter.note,
        card=matter.card,
        dated=matter.dated,
    )
