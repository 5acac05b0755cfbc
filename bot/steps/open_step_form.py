"""The buttons of a child's steps that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.steps.step_forms import show_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, pressed.verb.removeprefix("open_"))
