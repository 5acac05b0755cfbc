"""What may be pressed about planning meetings, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.meetings import (
    agree_meeting_action,
    call_off_meeting,
    hold_meeting,
    issue_minutes,
    meeting_notice,
    open_meeting_form,
    request_meeting,
    schedule_meeting,
    show_meeting,
    update_meeting_record,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_meeting": Verb(show_meeting.handle, rights.SEE_CHILDREN, writes=False),
    "open_request_meeting": Verb(open_meeting_form.handle, rights.ASK_MEETING, writes=False),
    "request_meeting": Verb(request_meeting.handle, rights.ASK_MEETING),
    "open_schedule_meeting": Verb(open_meeting_form.handle, rights.ARRANGE_MEETING, writes=False),
    "schedule_meeting": Verb(schedule_meeting.handle, rights.ARRANGE_MEETING),
    "open_call_off_meeting": Verb(open_meeting_form.handle, rights.CALL_OFF_MEETING, writes=False),
    "call_off_meeting": Verb(call_off_meeting.handle, rights.CALL_OFF_MEETING),
    "open_meeting_record": Verb(open_meeting_form.handle, rights.UPDATE_MEETING, writes=False),
    "update_meeting_record": Verb(update_meeting_record.handle, rights.UPDATE_MEETING),
    "open_hold_meeting": Verb(open_meeting_form.handle, rights.HOLD_MEETING, writes=False),
    "hold_meeting": Verb(hold_meeting.handle, rights.HOLD_MEETING),
    "open_agree_meeting_action": Verb(open_meeting_form.handle, rights.AGREE_AT_MEETING, writes=False),
    "agree_meeting_action": Verb(agree_meeting_action.handle, rights.AGREE_AT_MEETING),
    "issue_minutes": Verb(issue_minutes.handle, rights.ISSUE_MINUTES),
}
NOTICES: dict[str, Notice] = {"meeting": meeting_notice.render}
