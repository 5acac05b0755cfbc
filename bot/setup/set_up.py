"""`set up`: what is set up, and what is missing."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.setup import greeting
from usecases.setup.show_setup import show_setup


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The greeting as it stands now."""
    async with bot.house.store.read() as work:
        return Reply(greeting.draw(await show_setup(bot.house, work, said.place.conversation_id, now=bot.now())))
