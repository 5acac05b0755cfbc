"""`close_failed`: a row that is there after all, or is not wanted any more, is closed."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.setup import failed
from permanence.people import rights
from usecases.setup.close_failed import CloseFailed, close_failed


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """What is left that failed."""
    return Reply(failed.draw(await close_failed(bot.house, CloseFailed(number(pressed, "id"), bot.press(pressed)))))


VERBS = {"close_failed": Verb(handle, rights.SEND_AGAIN)}
