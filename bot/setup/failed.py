"""`failed`: what could not be sent for good."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.setup import failed
from usecases.setup.show_failed import show_failed


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The list as it stands."""
    async with bot.house.store.read() as work:
        return Reply(failed.draw(await show_failed(work)))
