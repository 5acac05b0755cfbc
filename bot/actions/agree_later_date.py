"""`agree_later_date`: the chair agrees the later date asked for."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.action import AgreeLater


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The asking as answered."""
    return await make_change(bot, pressed, AgreeLater)
