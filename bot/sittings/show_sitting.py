"""`sitting`: the next published sitting, or the last one."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.sittings import sitting
from usecases.sittings.show_sitting import show_current_sitting


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The sitting's card."""
    return Reply(sitting.draw(await show_current_sitting(bot.house, said.caller.oid, bot.today(), rest)))
