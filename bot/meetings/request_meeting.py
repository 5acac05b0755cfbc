"""`request_meeting`: a social worker or team manager asks for a planning meeting, with the reason."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from bot.meetings.meeting_forms import about, show_form
from cards.meetings import meeting_record
from cards.meetings.meeting_form import MISSING, REQUEST
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.meetings.request_meeting import RequestMeeting, request_meeting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting asked for, or the form again."""
    try:
        reason = text(pressed, "reason", MISSING[REQUEST, "reason"])
        command = RequestMeeting(about(pressed), reason, bot.press(pressed))
        return Reply(meeting_record.draw(await request_meeting(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, REQUEST, no.sentence)


VERBS = {"request_meeting": Verb(handle, rights.ASK_MEETING, form="open_request_meeting")}
