"""`away`, and the way back to it from its forms: who is away, and who stands in."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from cards.absences import away
from permanence.people import rights
from usecases.absences.show_away import show_away


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """Everybody, or those whose name has the words typed."""
    async with bot.house.store.read() as work:
        return Reply(away.draw(await show_away(bot.house, work, turn.caller.oid, bot.today(), words=rest)))


VERBS = {"show_away": Verb(handle, rights.SEE_AWAY, writes=False)}
