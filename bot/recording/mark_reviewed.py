"""`mark_reviewed`: at an action review, a manager's open actions were gone through."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.recording.record_changes import make_record
from permanence.panel.recording import Review


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item as reviewed."""
    return await make_record(bot, pressed, Review)
