"""Explain a line of a digest: why it is due, by which clause, and when it will be said again."""

from __future__ import annotations

from datetime import date, datetime

from cards.reminders.why_line import WhyLineView
from permanence.mornings import LONDON
from permanence.reminders import next_steps
from storage import people, reminders
from usecases.house import House
from usecases.reminders.open_matters import every_rung
from usecases.reminders.show_digest import found_reminder, name_of

MOST_TOLD = 3


async def explain_line(house: House, reminder_id: int, of: str, now: datetime) -> WhyLineView:
    """The matter as it stands; the refusal when it was done."""
    today = now.astimezone(LONDON).date()
    calendar = house.policy.calendar
    async with house.store.read() as work:
        _, matter, _ = await found_reminder(house, work, reminder_id, now)
        cast = await people.on_day(work, today)
        again_from = await reminders.again_from(work)
        coming = next_steps(every_rung(house.policy), matter, cast, calendar, today, again_from)
        told = [(on, await name_of(work, recipient)) for on, recipient in coming[:MOST_TOLD]]
    return WhyLineView(
        of=of,
        name=matter.name,
        child=matter.child,
        standing=matter.standing(today, calendar),
        dated=matter.dated,
        due=matter.due,
        aim_for=date.fromordinal(calendar.last_working_day(matter.due.toordinal())),
        origin=matter.origin,
        because=matter.because,
        source=matter.source,
        next_said=tuple(told),
    )
