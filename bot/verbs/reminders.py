"""The verbs about what the bot says by itself, and when."""

from __future__ import annotations

from bot.calendars import end_calendar_address, make_calendar_address
from bot.engine.routing import Verb
from bot.reminders import next_morning, open_snooze, reminders, show_digest_page, snooze_reminder, why_line
from bot.setup import send_again

VERBS: dict[str, Verb] = {
    "show_digest_page": Verb(show_digest_page.handle, writes=False),
    "why_line": Verb(why_line.handle, writes=False),
    "open_snooze": Verb(open_snooze.handle, writes=False),
    "snooze_reminder": Verb(snooze_reminder.handle),
    "show_reminders": Verb(reminders.handle, writes=False),
    "send_again": Verb(send_again.handle),
    "make_calendar_address": Verb(make_calendar_address.handle),
    "end_calendar_address": Verb(end_calendar_address.handle),
    "next_morning": Verb(next_morning.handle),
}
