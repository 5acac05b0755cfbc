"""`unblock_action`: what was blocked can go on."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.action import Unblock


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as open again."""
    return await make_change(bot, pressed, Unblock)
