"""`end_absence`: somebody is there again before their absence was to end."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import away
from usecases.end_absence import EndAbsence, end_absence


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Who is away after it."""
    command = EndAbsence(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    return Reply(away.draw(await end_absence(bot.house, command)))
