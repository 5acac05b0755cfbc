"""`defer_item`: it was not heard, and why; it comes back next time."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from bot.recording.record_changes import make_record
from cards.recording.item_form import DEFER, MISSING
from permanence.panel.recording import Defer
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item as not heard, or the form again."""
    return await make_record(bot, pressed, lambda: Defer(text(pressed, "reason", MISSING[DEFER, "reason"])))


VERBS = {"defer_item": Verb(handle, rights.RECORD_SITTING, form="open_defer_item")}
