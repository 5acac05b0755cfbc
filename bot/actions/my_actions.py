"""`my actions`: the caller's own open actions and those of their teams' children."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Said
from cards.actions import my_actions
from usecases.actions.list_actions import ListAsked, list_actions


async def handle(bot: Bot, said: Said, rest: str) -> Reply:
    """The first page, overdue first; words narrow it: overdue, this week."""
    return Reply(my_actions.draw(await list_actions(bot.house, ListAsked(said.caller.oid, bot.today(), words=rest))))
