"""List what is coming for somebody: all they are still to do, overdue first, and when it will be said."""

from __future__ import annotations

import asyncio
from datetime import datetime

from cards.reminders.reminders import PAGE, ComingLine, ComingView
from permanence.mornings import LONDON
from permanence.people import rights
from permanence.people.person import BUSINESS_SUPPORT, Person
from permanence.reminders import Matter, next_steps, recipient_of, rungs_for
from storage import people, reminders
from usecases.house import House
from usecases.reminders.matter_line import matter_line
from usecases.reminders.open_matters import every_rung, open_matters


async def list_reminders(house: House, oid: str, now: datetime, page: int = 0) -> ComingView:
    """One page of it; business support hears what nobody else would as well."""
    async with house.store.read() as work:
        today = now.astimezone(LONDON).date()
        person = rights.require(await people.find(work, oid, today), rights.SEE_REMINDERS)
        matters = await open_matters(house, work, now)
        cast = await people.on_day(work, today)
        snoozed = await reminders.snoozed(work)
        again_from = await reminders.again_from(work)
    mine = {person.oid} | ({BUSINESS_SUPPORT} if person.has(BUSINESS_SUPPORT) else set())
    theirs = await asyncio.to_thread(_of, house, matters, cast, frozenset(mine))
    page = min(max(page, 0), max(0, len(theirs) - 1) // PAGE)
    calendar = house.policy.calendar
    lines = []
    for matter in theirs[page * PAGE : (page + 1) * PAGE]:
        coming = next_steps(every_rung(house.policy), matter, cast, calendar, today, again_from)
        until = max((snoozed[key] for who in mine if (key := (matter.occasion, who)) in snoozed), default=None)
        lines.append(
            ComingLine(
                matter_line(matter, today, calendar),
                said_next=next((on for on, whom in coming if whom in mine), None),
                silent_until=until if until and until > today else None,
            )
        )
    return ComingView(tuple(lines), page, len(theirs))


def _of(house: House, matters: list[Matter], cast: list[Person], mine: frozenset[str]) -> list[Matter]:
    steps = every_rung(house.policy)
    theirs = [
        matter
        for matter in matters
        if any(recipient_of(rung.to, matter, cast) in mine for rung in rungs_for(steps, matter))
    ]
    return sorted(theirs, key=lambda matter: (matter.due, matter.occasion))
