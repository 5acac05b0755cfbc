"""The delivery loop: woken by a turn or a tick, or when a row's time has come, it sends what the outbox holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.engine.context import Bot, Messenger
from bot.engine.copies import learn_cards
from bot.engine.delivery import deliver_one
from bot.engine.doubt import look_about
from bot.engine.pacing import Pacing
from storage import conversations, outbox

log = structlog.get_logger()
LONGEST_SLEEP = 10.0  # seconds; in a server a tick sets the mail sooner
SHORTEST_SLEEP = 0.05
SET_BACK = timedelta(seconds=2)  # a wall clock that is so much earlier than before was set back


async def keep_posting(bot: Bot, messenger: Messenger, stop: asyncio.Event, beat: Callable[[], None]) -> None:
    """Deliver until `stop` is set; a row begun is finished first. `beat` tells that a round went well."""
    pacing, steady = Pacing(), asyncio.get_running_loop().time
    wall, mono = bot.now(), steady()
    while not stop.is_set():
        bot.mail.clear()
        if bot.now() < wall - SET_BACK:  # what waits would wait for as long as the clock was set back, too
            log.warning("clock_set_back", seconds=(wall - bot.now()).total_seconds() + steady() - mono)
            pacing, bot.set_back = Pacing(), True
        wall, mono = bot.now(), steady()
        # A task of its own: a database that is away for a moment ends the round, not the loop.
        round_ = asyncio.create_task(_deliver_until(bot, messenger, pacing, stop))
        await asyncio.wait({round_})
        if trouble := round_.exception():
            log.error("delivery_round_failed", exc_info=trouble)
            sleep = 1.0
        else:
            beat()
            sleep = round_.result()
        with suppress(TimeoutError):
            await asyncio.wait_for(bot.mail.wait(), sleep)


async def _deliver_until(bot: Bot, messenger: Messenger, pacing: Pacing, stop: asyncio.Event) -> float:
    """Send all that is ready; in how many seconds the next row will be, as far as is known."""
    if bot.set_back:
        async with bot.house.store.change() as work:
            await outbox.pull_back(work, bot.now())
            await conversations.pull_back(work, bot.now())
        bot.set_back = False
    await look_about(bot, messenger)
    while not stop.is_set():
        await learn_cards(bot)
        if not await deliver_one(bot, messenger, pacing):
            break
    async with bot.house.store.read() as work:
        ready_at = await outbox.next_at(work, pacing.held(bot.now()))
    soonest = [instant for instant in (ready_at, pacing.free_at()) if instant]
    if not soonest:
        return LONGEST_SLEEP
    return min(max((min(soonest) - bot.now()).total_seconds(), SHORTEST_SLEEP), LONGEST_SLEEP)
