"""`agree_later_date`: the chair agrees the later date asked for."""

from __future__ import annotations

from bot.action_changes import make_change
from bot.context import Bot
from bot.messages import Reply, Submission
from permanence.action import AgreeLater


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The asking as answered."""
    return await make_change(bot, pressed, AgreeLater)
