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

VERBS: dict[str, Verb] = {
    "show_meeting": Verb(show_meeting.handle, writes=False),
    "open_request_meeting": Verb(open_meeting_form.handle, writes=False),
    "request_meeting": Verb(request_meeting.handle),
    "open_schedule_meeting": Verb(open_meeting_form.handle, writes=False),
    "schedule_meeting": Verb(schedule_meeting.handle),
    "open_call_off_meeting": Verb(open_meeting_form.handle, writes=False),
    "call_off_meeting": Verb(call_off_meeting.handle),
    "open_meeting_record": Verb(open_meeting_form.handle, writes=False),
    "update_meeting_record": Verb(update_meeting_record.handle),
    "open_hold_meeting": Verb(open_meeting_form.handle, writes=False),
    "hold_meeting": Verb(hold_meeting.handle),
    "open_agree_meeting_action": Verb(open_meeting_form.handle, writes=False),
    "agree_meeting_action": Verb(agree_meeting_action.handle),
    "issue_minutes": Verb(issue_minutes.handle),
}
NOTICES: dict[str, Notice] = {"meeting": meeting_notice.render}
