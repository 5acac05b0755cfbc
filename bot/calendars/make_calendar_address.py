"""`make_calendar_address`: a new secret address for the presser; the one before ends."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.places import require_own_chat
from bot.engine.typed import number
from cards.calendars import calendar
from permanence.people import rights
from usecases.calendars.change_calendar import ChangeCalendar, make_calendar_address


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The new address."""
    require_own_chat(pressed.place)
    command = ChangeCalendar(number(pressed, "version"), bot.press(pressed))
    return Reply(calendar.draw(await make_calendar_address(bot.house, command)))


VERBS = {"make_calendar_address": Verb(handle, rights.KEEP_CALENDAR)}
