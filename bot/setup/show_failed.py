"""`show_failed`: what could not be sent for good, from the card that tells of what waits."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.setup import failed
from permanence.people import rights
from usecases.setup.show_failed import show_failed


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The list as it stands."""
    async with bot.house.store.read() as work:
        return Reply(failed.draw(await show_failed(work)))


VERBS = {"show_failed": Verb(handle, rights.SEE_FAILED, writes=False)}
