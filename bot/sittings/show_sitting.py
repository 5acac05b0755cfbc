"""`sitting`: the next published sitting, the last one, that of a day, or the list of those past."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.sittings import past_sittings, sitting
from usecases.sittings.show_past_sittings import show_past_sittings
from usecases.sittings.show_sitting import show_current_sitting

PAST = ("past", "list", "earlier", "history")


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The sitting's card."""
    if rest.casefold().strip() in PAST:
        return Reply(past_sittings.draw(await show_past_sittings(bot.house, said.caller.oid, bot.today())))
    return Reply(sitting.draw(await show_current_sitting(bot.house, said.caller.oid, bot.today(), rest)))
