"""The form to move a sitting or stand it down, as it was typed."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Submission
from bot.engine.typed import number, typed
from usecases.sittings.move_sitting import MoveSitting


def move_as_typed(bot: Bot, pressed: Submission) -> MoveSitting:
    """The form as it was typed."""
    words = typed(pressed, "on", "begins", "reason")
    return MoveSitting(
        sitting=number(pressed, "id"),
        seen=number(pressed, "version"),
        on=words.get("on", ""),
        begins=words.get("begins", ""),
        reason=words.get("reason", ""),
        press=bot.press(pressed),
    )
