"""`call_off_meeting`: a planning meeting is not held as arranged, or no longer asked for, with the reason."""

from __future__ import annotations

from bot.context import Bot
from bot.meeting_forms import show_form
from bot.messages import Reply, Submission
from bot.typed import number, text
from cards import meeting_record
from cards.meeting_form import CALL_OFF, MISSING
from permanence.refusals import Incomplete
from usecases.call_off_meeting import CallOffMeeting, call_off_meeting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting as it stands, or the form again."""
    try:
        command = CallOffMeeting(
            meeting=number(pressed, "id"),
            seen=number(pressed, "version"),
            reason=text(pressed, "reason", MISSING[CALL_OFF, "reason"], 500),
            today=bot.today(),
            press=bot.press(pressed),
        )
        return Reply(meeting_record.draw(await call_off_meeting(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, CALL_OFF, no.sentence)
