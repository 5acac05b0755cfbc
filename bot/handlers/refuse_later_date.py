"""`refuse_later_date`: the chair keeps the date, and why."""

from __future__ import annotations

from bot.action_changes import make_change
from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import text
from cards.action_update_form import FORMS
from permanence.action import RefuseLater


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The asking as answered, or the form again."""
    return await make_change(bot, pressed, lambda: RefuseLater(text(pressed, "text", FORMS[pressed.verb].missing)))
