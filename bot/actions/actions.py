"""`actions`: of a child by its reference, of a team or person by name, else the caller's own; narrowed by words."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.actions import my_actions
from usecases.actions.list_actions import ListAsked, list_actions


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The first page, open ones first."""
    return Reply(my_actions.draw(await list_actions(bot.house, ListAsked(said.caller.oid, bot.today(), words=rest))))
