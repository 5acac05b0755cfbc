"""`mark_reviewed`: at an action review, a manager's open actions were gone through."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.recording.record_changes import make_record
from permanence.panel.recording import Review
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item as reviewed."""
    return await make_record(bot, pressed, Review)


VERBS = {"mark_reviewed": Verb(handle, rights.RECORD_SITTING)}
