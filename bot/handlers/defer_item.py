"""`defer_item`: it was not heard, and why; it comes back next time."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.record_changes import make_record
from bot.typed import text
from cards.item_form import DEFER, MISSING
from permanence.recording import Defer


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item as not heard, or the form again."""
    return await make_record(bot, pressed, lambda: Defer(text(pressed, "reason", MISSING[DEFER, "reason"])))
