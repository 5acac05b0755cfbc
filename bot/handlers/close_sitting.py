"""`close_sitting`: all is recorded; the summary follows in the channel and the uploads fall due."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import record
from usecases.close_sitting import CloseSitting, close_sitting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The record as closed."""
    command = CloseSitting(number(pressed, "id"), number(pressed, "version"), bot.today(), bot.press(pressed))
    return Reply(record.draw(await close_sitting(bot.house, command)))
