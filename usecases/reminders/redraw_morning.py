"""Redraw a morning: what was done since no longer stands on its posts; not while somebody is still at it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from permanence.mornings import LONDON
from permanence.subject import Subject, dated
from storage import mornings, notes, outbox, reminders
from storage.store import Work
from usecases.house import House
from usecases.reminders.morning_lists import marks, morning_lists
from usecases.reminders.plan_reminders import chats_of

QUIET = timedelta(minutes=2)  # since the last thing done: a card drawn anew empties what is being typed on it
PAUSE = timedelta(minutes=5)  # between two drawings
LATEST = timedelta(minutes=15)  # however much is being done


async def redraw_morning(house: House, now: datetime) -> bool:
    """Whether today's posts are drawn anew: the channel's, and those chats' whose own list is another one now."""
    day = now.astimezone(LONDON).date()
    async with house.store.read() as work:
        if not await _is_time(work, day, now):
            return False
        lists = await morning_lists(house, work, day, now)
        before = await mornings.shown(work, day)
    new = marks(lists)
    changed = {recipient for recipient in before.keys() | new.keys() if before.get(recipient) != new.get(recipient)}
    async with house.store.change() as work:
        await mornings.keep_shown(work, day, new, now)
        if not changed or not before:
            return False
        mark = f"r{int(now.timestamp()) // 60}"
        await outbox.tell(work, Subject("morning", day.isoformat()), mark, now)
        for oid in await chats_of(work, changed, day):
            await outbox.tell(work, Subject("digest", dated(oid, day)), mark, now, recipient=oid)
    return True


async def _is_time(work: Work, day: date, now: datetime) -> bool:
    """Something was done since the posts were drawn, and nothing for a while; or it has been long enough."""
    if await notes.read(work, reminders.PLANNED_UNTIL) != day.isoformat():
        return False
    drawn, done = await mornings.shown_at(work, day), await reminders.last_change(work)
    if drawn is None:
        return True  # what is shown first is kept, to see later what has changed
    if done is None or done < drawn or now - drawn < PAUSE:
        return False
    return now - done >= QUIET or now - drawn >= LATEST
