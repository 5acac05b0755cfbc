"""`conflicts`: where the document contradicts itself, typed or pressed."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from cards.procedure import conflicts
from permanence.people import rights
from usecases.procedure.show_conflicts import show_conflicts


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """Each contradiction with both quotes and the choice made."""
    async with bot.house.store.read() as work:
        return Reply(conflicts.draw(await show_conflicts(bot.house, work)))


VERBS = {"show_conflicts": Verb(handle, rights.READ, writes=False)}
