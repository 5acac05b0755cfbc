"""`show_failed`: what could not be sent for good, from the card that tells of what waits."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.setup import failed
from usecases.setup.show_failed import show_failed


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The list as it stands."""
    async with bot.house.store.read() as work:
        return Reply(failed.draw(await show_failed(work)))
