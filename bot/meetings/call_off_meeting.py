"""`call_off_meeting`: a planning meeting is not held as arranged, or no longer asked for, with the reason."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, text
from bot.meetings.meeting_forms import show_form
from cards.meetings import meeting_record
from cards.meetings.meeting_form import CALL_OFF, MISSING
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.meetings.call_off_meeting import CallOffMeeting, call_off_meeting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting as it stands, or the form again."""
    try:
        command = CallOffMeeting(
            meeting=number(pressed, "id"),
            seen=number(pressed, "version"),
            reason=text(pressed, "reason", MISSING[CALL_OFF, "reason"], 500),
            press=bot.press(pressed),
        )
        return Reply(meeting_record.draw(await call_off_meeting(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, CALL_OFF, no.sentence)


VERBS = {"call_off_meeting": Verb(handle, rights.CALL_OFF_MEETING, form="open_call_off_meeting")}
