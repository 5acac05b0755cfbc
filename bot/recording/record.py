"""`record`: the chair or business support opens the record of the sitting to be recorded now."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.recording import record
from usecases.recording.open_record import open_record


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The first page of the record."""
    return Reply(record.draw(await open_record(bot.house, said.caller.oid, bot.today(), words=rest)))
