"""`minutes`: those of a sitting as a Word document, in one's own chat."""

from __future__ import annotations

from bot.documents.offering import offer, require_own_chat
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from usecases.documents.make_file import minutes_meant


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The offer, for the sitting of the day named or the last one."""
    require_own_chat(said)
    return await offer(bot, said, await minutes_meant(bot.house, rest, bot.today()))
