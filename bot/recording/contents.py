"""What may be pressed about recording a sitting, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.recording import (
    agree_action,
    close_sitting,
    confirm_upload,
    defer_item,
    mark_reviewed,
    open_attendance,
    open_item,
    open_item_form,
    open_record,
    open_uploads,
    record_attendance,
    record_recommendation,
    reopen_sitting,
    show_reopen_form,
    summary_notice,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "open_record": Verb(open_record.handle, rights.RECORD_SITTING, writes=False),
    "open_item": Verb(open_item.handle, rights.RECORD_SITTING, writes=False),
    "open_attendance": Verb(open_attendance.handle, rights.RECORD_SITTING, writes=False),
    "record_attendance": Verb(record_attendance.handle, rights.RECORD_SITTING),
    "open_recommendation": Verb(open_item_form.handle, rights.RECORD_SITTING, writes=False),
    "record_recommendation": Verb(record_recommendation.handle, rights.RECORD_SITTING),
    "open_agree_action": Verb(open_item_form.handle, rights.RECORD_SITTING, writes=False),
    "agree_action": Verb(agree_action.handle, rights.RECORD_SITTING),
    "open_defer_item": Verb(open_item_form.handle, rights.RECORD_SITTING, writes=False),
    "defer_item": Verb(defer_item.handle, rights.RECORD_SITTING),
    "mark_reviewed": Verb(mark_reviewed.handle, rights.RECORD_SITTING),
    "close_sitting": Verb(close_sitting.handle, rights.RECORD_SITTING),
    "show_reopen_form": Verb(show_reopen_form.handle, rights.RECORD_SITTING, writes=False),
    "reopen_sitting": Verb(reopen_sitting.handle, rights.RECORD_SITTING),
    "open_uploads": Verb(open_uploads.handle, rights.CONFIRM_UPLOAD, writes=False),
    "confirm_upload": Verb(confirm_upload.handle, rights.CONFIRM_UPLOAD),
}
NOTICES: dict[str, Notice] = {"summary": summary_notice.render}
