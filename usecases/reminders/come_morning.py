"""Let the next working-day morning come: for somebody who tries the product alone and would not wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cards.reminders.next_morning import NextMorningView
from permanence.mornings import LONDON, next_morning
from storage import notes
from storage.store import Press, Work
from usecases.house import House
from usecases.reminders.plan_reminders import plan_reminders

OFFSET = "local_clock_ahead_seconds"


@dataclass(frozen=True, slots=True)
class ComeMorning:
    """Move the local clock, which says `press.at` when the real one says `real`."""

    real: datetime
    press: Press


@dataclass(frozen=True, slots=True)
class Come:
    """The instant it now is, and what to show of it."""

    now: datetime
    view: NextMorningView


async def come_morning(house: House, command: ComeMorning) -> Come:
    """The clock moved, once a press, and the morning's reminders planned."""
    press = command.press
    async with house.store.change(press) as work:
        now = press.at
        if not work.repeated:
            now = next_morning(press.at, house.policy.calendar, house.hours)
            await notes.write(work, OFFSET, (now - command.real).total_seconds())
    planned = await plan_reminders(house, now)
    local = now.astimezone(LONDON)
    return Come(now, NextMorningView(local.date(), local.time(), planned.digests, planned.lines))


async def offset_kept(work: Work) -> timedelta:
    """How far the local clock was moved ahead of the real one."""
    return timedelta(seconds=float(await notes.read(work, OFFSET) or 0))
