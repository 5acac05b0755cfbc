"""Plan reminders: on a working-day morning, one post in the channel and a list for each who has something new."""

from __future__ import annotations

import asyncio
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time

from permanence.mornings import LONDON, morning
from permanence.people.clearing import REFERRAL, kind_of
from permanence.reminders import Matter, ReminderStep, due_steps
from permanence.subject import Subject, dated
from storage import conversations, mornings, notes, outbox, people, referrals, reminders, told
from storage.store import Work
from usecases.house import House
from usecases.referrals.raise_referrals import raise_due
from usecases.reminders.morning_lists import heard_by
from usecases.reminders.open_matters import every_rung, open_matters
from usecases.sittings.redraw_referrals import redraw_passed

WEEK = 5  # working days from a council's first morning until what stays undone is said again


@dataclass(frozen=True, slots=True)
class Planned:
    """What a morning came to. `day` is None outside a working morning, or where there is no channel yet.

    `digests` are the lists, `lines` the things on them.
    """

    day: date | None
    digests: int = 0
    lines: int = 0


async def plan_reminders(house: House, now: datetime) -> Planned:
    """Plan this morning's post and lists, once, however often and by however many it is asked.

    Each recipient's list is one transaction and the post another, so a stop in between is made good by the next tick.
    What comes up later in the day waits for the next morning; what a missed morning would have said, this one says.
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
        await mornings.begin(work, day)
    await raise_due(house, now, day)
    await redraw_passed(house, now, day)
    digests = lines = 0
    for recipient, steps in sorted((await due_by_recipient(house, now, day)).items()):
        if new := await _plan_one(house, recipient, steps, day, now):
            digests, lines = digests + 1, lines + new
    await _post(house, day, now)
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
        said_today = await _told_today(work, day)
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
        if not said_today.isdisjoint(_cards_of(step.matter)):
            continue  # its own card tells of it this morning: the list does from the next one on
        found.setdefault(step.recipient, []).append(step)
    return found


async def _told_today(work: Work, day: date) -> set[str]:
    """The things whose own card is posted for the first time today; a referral by its child."""
    begun = await told.begun_since(work, datetime.combine(day, time(), LONDON))
    refs = [await referrals.find(work, one.number) for one in begun if one.kind == REFERRAL and one.number]
    return {str(one) for one in begun} | {f"{REFERRAL}:{one.child}" for one in refs if one}


def _cards_of(matter: Matter) -> set[str]:
    return {matter.card} | ({f"{REFERRAL}:{matter.child_ref}"} if kind_of(matter) == REFERRAL else set())


async def _plan_one(house: House, recipient: str, steps: list[ReminderStep], day: date, now: datetime) -> int:
    async with house.store.change() as work:
        return await reminders.add(work, steps, str(Subject("digest", dated(recipient, day))), now)


async def _post(house: House, day: date, now: datetime) -> None:
    """One post in the channel, and a list to each own chat there is, unless an administrator chose one of the two."""
    async with house.store.change() as work:
        since = await mornings.carry_over(work, day, now)
        planned = await mornings.to_be_told(work, day)
        if planned:
            post = Subject("morning", day.isoformat())
            if await outbox.tell(work, post, "", now) and since:
                await mornings.say_since(work, post, since)
            for oid in await chats_of(work, planned, day):
                await outbox.tell(work, Subject("digest", dated(oid, day)), "", now, recipient=oid)
        await notes.write(work, reminders.PLANNED_UNTIL, day.isoformat())


async def chats_of(work: Work, recipients: AbstractSet[str], day: date) -> list[str]:
    """Whose own chats these recipients' lists come to; whoever is away is spared where a deputy stands in."""
    if await mornings.where(work) == mornings.CHANNEL_ONLY:
        return []
    cast = await people.on_day(work, day)
    meant = [one.oid for one in cast if not one.away and not recipients.isdisjoint(heard_by(one, cast))]
    reachable = await conversations.reachable(work, meant)
    return [oid for oid in meant if oid in reachable]
