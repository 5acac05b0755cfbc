"""`progress_action`: a note of what was done so far."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from cards.actions.action_update_form import FORMS
from permanence.action import Progress


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action with the note, or the form again."""
    return await make_change(bot, pressed, lambda: Progress(text(pressed, "text", FORMS[pressed.verb].missing)))
