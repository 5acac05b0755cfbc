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

VERBS: dict[str, Verb] = {
    "show_digest_page": Verb(show_digest_page.handle, writes=False),
    "why_line": Verb(why_line.handle, writes=False),
    "open_snooze": Verb(open_snooze.handle, writes=False),
    "snooze_reminder": Verb(snooze_reminder.handle),
    "show_reminders": Verb(reminders.handle, writes=False),
    "next_morning": Verb(next_morning.handle),
}
NOTICES: dict[str, Notice] = {"digest": digest_notice.render}
