"""Audit reminders: what should have been said or sent by now and is not kept as such; nothing found is the rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cards.reminders import audit_words
from permanence.mornings import LONDON, morning
from storage import conversations, mornings, notes, reminders
from storage.unsaid import stuck
from usecases.house import House
from usecases.reminders.plan_reminders import due_by_recipient

TIME_TO_PLAN = timedelta(minutes=15)
TIME_TO_SEND = timedelta(minutes=15)


async def audit_reminders(house: House, now: datetime) -> list[str]:
    """One sentence for each thing that is not as it should be; no names and no references."""
    found = await _missed_morning(house, now)
    async with house.store.read() as work:
        if lost := await mornings.without_post(work):
            found.append(audit_words.lost(lost))
        if late := await stuck(work, now - TIME_TO_SEND):
            found.append(audit_words.late(late, _minutes(TIME_TO_SEND)))
    return found


async def audit_morning(house: House, now: datetime) -> list[str] | None:
    """Whether everything due this morning was planned; None before it was, when it cannot be told yet."""
    async with house.store.read() as work:
        planned_until = await notes.read(work, reminders.PLANNED_UNTIL)
        changed = await reminders.last_change(work)
        planned_at = await reminders.last_planned(work)
    today = now.astimezone(LONDON).date()
    if not planned_until or date.fromisoformat(planned_until) != today:
        return None
    if planned_at is None or (changed is not None and changed >= planned_at):
        return []  # what came up since waits for the next morning
    missing = sum(len(steps) for steps in (await due_by_recipient(house, planned_at, today)).values())
    return [audit_words.missing(missing)] if missing else []


async def _missed_morning(house: House, now: datetime) -> list[str]:
    day = morning(now, house.policy.calendar, house.hours)
    if day is None or morning(now - TIME_TO_PLAN, house.policy.calendar, house.hours) != day:
        return []
    async with house.store.read() as work:
        planned_until = await notes.read(work, reminders.PLANNED_UNTIL)
        channel = await conversations.permanence_channel(work)
    if channel is None:
        return []
    if planned_until and date.fromisoformat(planned_until) >= day:
        return []
    return [audit_words.not_planned(_minutes(TIME_TO_PLAN))]


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
