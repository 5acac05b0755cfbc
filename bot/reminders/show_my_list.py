"""`show_my_list`: from the post of a morning to one's own list, seen by whoever presses and nobody else."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import about
from cards.reminders import digest
from permanence.people import rights
from permanence.subject import Subject
from usecases.reminders.show_digest import show_digest


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Their list of that morning, with what they hear by their role and in somebody's stead."""
    its = Subject("digest", f"{pressed.caller.oid}:{about(pressed).id}")
    async with bot.house.store.read() as work:
        return Reply(digest.draw(await show_digest(bot.house, work, its, bot.now())))


VERBS = {"show_my_list": Verb(handle, rights.SEE_DIGEST, writes=False)}
