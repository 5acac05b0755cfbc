"""`complete_action`: it is done."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.action import Complete


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as done."""
    return await make_change(bot, pressed, Complete)
