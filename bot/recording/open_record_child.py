"""`open_record_child`: the form that records a child in one go."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.recording.record_changes import show_child
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, with what was typed when it is shown again."""
    return await show_child(bot, pressed)


VERBS = {"open_record_child": Verb(handle, rights.RECORD_SITTING, writes=False)}
