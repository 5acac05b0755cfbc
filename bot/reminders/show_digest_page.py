"""`show_digest_page`: another page of a list, or what one of its lines stands for."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import about, number
from cards.reminders import digest
from permanence.people import rights
from usecases.reminders.show_digest import show_digest


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The page asked for, as things stand."""
    async with bot.house.store.read() as work:
        view = await show_digest(
            bot.house,
            work,
            about(pressed),
            bot.now(),
            page=number(pressed, "page"),
            fold=str(pressed.data.get("fold", "")),
        )
    return Reply(digest.draw(view))


VERBS = {"show_digest_page": Verb(handle, rights.SEE_DIGEST, writes=False)}
