"""`send_again`: a row that failed is tried once more."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import failed
from usecases.send_again import SendAgain, send_again


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """What is left that failed."""
    return Reply(failed.draw(await send_again(bot.house, SendAgain(number(pressed, "id"), bot.press(pressed)))))
