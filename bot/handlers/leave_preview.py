"""`leave_preview`: what was previewed is not imported."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import import_preview as card
from usecases.leave_preview import LeavePreview, leave_preview


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Nothing is written."""
    command = LeavePreview(number(pressed, "id"), bot.press(pressed))
    return Reply(card.draw(await leave_preview(bot.house, command)))
