"""The delivery loop: woken by a turn or by its own tick, it sends what the outbox holds until it is told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from bot.context import Bot, Messenger
from bot.delivery import deliver_one
from bot.pacing import Pacing

log = structlog.get_logger()
TICK = 1.0  # seconds; what another process wrote, and what had to wait, is found at a tick


async def keep_posting(bot: Bot, messenger: Messenger, stop: asyncio.Event, beat: Callable[[], None]) -> None:
    """Deliver until `stop` is set; a row begun is finished first. `beat` tells that a round went well."""
    pacing = Pacing()
    while not stop.is_set():
        bot.mail.clear()
        # A task of its own: a database that is away for a moment ends the round, not the loop.
        round_ = asyncio.create_task(_deliver_until(bot, messenger, pacing, stop))
        await asyncio.wait({round_})
        if trouble := round_.exception():
            log.error("delivery_round_failed", exc_info=trouble)
        else:
            beat()
        with suppress(TimeoutError):
            await asyncio.wait_for(bot.mail.wait(), TICK)


async def _deliver_until(bot: Bot, messenger: Messenger, pacing: Pacing, stop: asyncio.Event) -> None:
    while not stop.is_set() and await deliver_one(bot, messenger, pacing):
        pass
