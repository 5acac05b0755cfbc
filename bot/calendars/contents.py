"""What may be pressed about calendar addresses, and what the bot posts about it."""

from __future__ import annotations

from bot.calendars import (
    end_calendar_address,
    make_calendar_address,
)
from bot.engine.contents import Notice, Verb
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "make_calendar_address": Verb(make_calendar_address.handle, rights.KEEP_CALENDAR),
    "end_calendar_address": Verb(end_calendar_address.handle, rights.KEEP_CALENDAR),
}
NOTICES: dict[str, Notice] = {}
