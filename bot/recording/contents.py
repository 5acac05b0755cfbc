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

VERBS: dict[str, Verb] = {
    "open_record": Verb(open_record.handle, writes=False),
    "open_item": Verb(open_item.handle, writes=False),
    "open_attendance": Verb(open_attendance.handle, writes=False),
    "record_attendance": Verb(record_attendance.handle),
    "open_recommendation": Verb(open_item_form.handle, writes=False),
    "record_recommendation": Verb(record_recommendation.handle),
    "open_agree_action": Verb(open_item_form.handle, writes=False),
    "agree_action": Verb(agree_action.handle),
    "open_defer_item": Verb(open_item_form.handle, writes=False),
    "defer_item": Verb(defer_item.handle),
    "mark_reviewed": Verb(mark_reviewed.handle),
    "close_sitting": Verb(close_sitting.handle),
    "show_reopen_form": Verb(show_reopen_form.handle, writes=False),
    "reopen_sitting": Verb(reopen_sitting.handle),
    "open_uploads": Verb(open_uploads.handle, writes=False),
    "confirm_upload": Verb(confirm_upload.handle),
}
NOTICES: dict[str, Notice] = {"summary": summary_notice.render}
