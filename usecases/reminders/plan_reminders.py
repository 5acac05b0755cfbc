"""Plan reminders: on a working-day morning, one digest for each recipient who has something new to hear."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime

from permanence.mornings import LONDON, morning
from permanence.reminders import ReminderStep, due_steps
from permanence.subject import Subject, dated
from storage import conversations, notes, outbox, people, reminders
from storage.store import Work
from usecases.house import House
from usecases.referrals.raise_referrals import raise_due
from usecases.reminders.open_matters import every_rung, open_matters
from usecases.sittings.redraw_referrals import redraw_passed

WEEK = 5  # working days from a council's first morning until what stays undone is said again


@dataclass(frozen=True, slots=True)
class Planned:
    """What a morning came to. `day` is None outside a working morning, or where there is no channel yet."""

    day: date | None
    digests: int = 0
    lines: int = 0


async def plan_reminders(house: House, now: datetime) -> Planned:
    """Plan this morning's digests, once, however often and by however many it is asked.

    Each recipient's digest is one transaction, so a stop in between is made good by the next tick. What comes
    up later in the day waits for the next morning; what a missed morning would have said is said by this one.
    """
    day = morning(now, house.policy.calendar, house.hours)
    if day is None:
        return Planned(None)
    async with house.store.read() as work:
        planned_until = await notes.read(work, reminders.PLANNED_UNTIL)
        channel = await conversations.permanence_channel(work)
    if channel is None:
        return Planned(None)
    if planned_until and date.fromisoformat(planned_until) >= day:
        return Planned(day)
    async with house.store.change() as work:
        await reminders.begin_again(work, house.policy.calendar.working_days_after(day.toordinal(), WEEK))
    await raise_due(house, now, day)
    await redraw_passed(house, now, day)
    digests = lines = 0
    for recipient, steps in sorted((await due_by_recipient(house, now, day)).items()):
        if new := await _plan_one(house, recipient, steps, day, now):
            digests, lines = digests + 1, lines + new
    async with house.store.change() as work:
        await notes.write(work, reminders.PLANNED_UNTIL, day.isoformat())
    return Planned(day, digests, lines)


async def begin_tomorrow(work: Work, now: datetime) -> None:
    """On the day the channel is first chosen people set things up; the first digests come the morning after."""
    if await notes.read(work, reminders.PLANNED_UNTIL) is None:
        await notes.write(work, reminders.PLANNED_UNTIL, now.astimezone(LONDON).date().isoformat())


async def due_by_recipient(house: House, now: datetime, day: date) -> dict[str, list[ReminderStep]]:
    """What is to be said on a day and has not been planned yet, by whom it is for."""
    async with house.store.read() as work:
        matters = await open_matters(house, work, now)
        cast = await people.on_day(work, day)
        said, snoozed = await reminders.said(work), await reminders.snoozed(work)
        again_from = await reminders.again_from(work)
    steps = await asyncio.to_thread(
        due_steps,
        every_rung(house.policy),
        matters,
        cast,
        house.policy.calendar,
        day,
        said=said,
        snoozed=snoozed,
        again_from=again_from,
    )
    found: dict[str, list[ReminderStep]] = {}
    for step in steps:
        found.setdefault(step.recipient, []).append(step)
    return found


async def _plan_one(house: House, recipient: str, steps: list[ReminderStep], day: date, now: datetime) -> int:
    digest = Subject("digest", dated(recipient, day))
    async with house.store.change() as work:
        if not await outbox.tell(work, digest, "", now):
            return 0  # another tick was here first
        await reminders.carry_over(work, recipient, digest, now)
        return await reminders.add(work, steps, digest, now)
