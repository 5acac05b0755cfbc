"""`take_back_meeting`: a planning meeting was recorded as held by mistake, and why."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Card, Reply, Submission
from bot.engine.typed import ask_why, number, take_back
from cards.meetings import meeting_record
from cards.take_back_form import TakeBackForm
from permanence.people import rights
from usecases.meetings.take_back_meeting import TakeBackMeeting, show_take_back_meeting, take_back_meeting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting as it is to come again, or the form; it is opened by a verb of its own."""
    meeting = number(pressed, "id")

    async def asked(typed: Mapping[str, str], line: str) -> TakeBackForm:
        return await show_take_back_meeting(bot.house, bot.press(pressed), meeting, typed, line)

    async def done(reason: str) -> Card:
        command = TakeBackMeeting(meeting, number(pressed, "version"), reason, bot.press(pressed))
        return meeting_record.draw(await take_back_meeting(bot.house, command))

    if pressed.verb == "open_take_back_meeting":
        return await ask_why(asked)
    return await take_back(pressed, asked, done)


VERBS = {
    "open_take_back_meeting": Verb(handle, rights.HOLD_MEETING, writes=False),
    "take_back_meeting": Verb(handle, rights.HOLD_MEETING, form="open_take_back_meeting"),
}
