"""`send_again`: a row that failed is tried once more."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.setup import failed
from permanence.people import rights
from usecases.setup.send_again import SendAgain, send_again


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """What is left that failed."""
    return Reply(failed.draw(await send_again(bot.house, SendAgain(number(pressed, "id"), bot.press(pressed)))))


VERBS = {"send_again": Verb(handle, rights.SEND_AGAIN)}
