"""`tracking sheet`: every child followed and every action as a workbook, in one's own chat."""

from __future__ import annotations

from bot.documents.offering import offer, require_own_chat
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from permanence.subject import Subject
from usecases.documents.make_file import SHEET


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The offer."""
    require_own_chat(said)
    return await offer(bot, said, Subject(SHEET, ""))
