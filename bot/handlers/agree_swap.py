"""`agree_swap`: the slots are exchanged."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import swap
from usecases.answer_swap import AnswerSwap, answer_swap


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The swap after it."""
    command = AnswerSwap(number(pressed, "id"), agreed=True, press=bot.press(pressed))
    return Reply(swap.draw(await answer_swap(bot.house, command)))
