"""The buttons of a planning meeting that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.meetings.meeting_forms import show_form
from permanence.people import rights

FORM_OF: Mapping[str, str] = {
    "open_request_meeting": "request_meeting",
    "open_schedule_meeting": "schedule_meeting",
    "open_call_off_meeting": "call_off_meeting",
    "open_meeting_record": "update_meeting_record",
    "open_hold_meeting": "hold_meeting",
    "open_agree_meeting_action": "agree_meeting_action",
}


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, FORM_OF[pressed.verb])


VERBS = {
    "open_request_meeting": Verb(handle, rights.ASK_MEETING, writes=False),
    "open_schedule_meeting": Verb(handle, rights.ARRANGE_MEETING, writes=False),
    "open_call_off_meeting": Verb(handle, rights.CALL_OFF_MEETING, writes=False),
    "open_meeting_record": Verb(handle, rights.UPDATE_MEETING, writes=False),
    "open_hold_meeting": Verb(handle, rights.HOLD_MEETING, writes=False),
    "open_agree_meeting_action": Verb(handle, rights.AGREE_AT_MEETING, writes=False),
}
