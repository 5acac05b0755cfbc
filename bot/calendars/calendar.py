"""`calendar`: the caller's own calendar address, said in their own chat alone."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from bot.engine.places import require_own_chat
from cards.calendars import calendar
from usecases.calendars.change_calendar import show_calendar


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The address, or the way to get one."""
    require_own_chat(said.place)
    return Reply(calendar.draw(await show_calendar(bot.house, said.caller.oid)))
