"""What may be pressed about reminders, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.reminders import (
    digest_notice,
    next_morning,
    open_snooze,
    reminders,
    show_digest_page,
    snooze_reminder,
    why_line,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_digest_page": Verb(show_digest_page.handle, rights.SEE_DIGEST, writes=False),
    "why_line": Verb(why_line.handle, rights.SEE_DIGEST, writes=False),
    "open_snooze": Verb(open_snooze.handle, rights.SNOOZE, writes=False),
    "snooze_reminder": Verb(snooze_reminder.handle, rights.SNOOZE),
    "show_reminders": Verb(reminders.handle, rights.SEE_REMINDERS, writes=False),
    "next_morning": Verb(next_morning.handle, rights.MOVE_CLOCK),
}
NOTICES: dict[str, Notice] = {"digest": digest_notice.render}
