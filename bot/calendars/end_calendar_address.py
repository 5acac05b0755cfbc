"""`end_calendar_address`: the presser's secret address is switched off."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.places import require_own_chat
from bot.engine.typed import number
from cards.calendars import calendar
from permanence.people import rights
from usecases.calendars.change_calendar import ChangeCalendar, end_calendar_address


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The card without an address."""
    require_own_chat(pressed.place)
    command = ChangeCalendar(number(pressed, "version"), bot.press(pressed))
    return Reply(calendar.draw(await end_calendar_address(bot.house, command)))


VERBS = {"end_calendar_address": Verb(handle, rights.KEEP_CALENDAR)}
