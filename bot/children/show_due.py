"""`due`, and the pages of its list: who the panel must see, the most overdue first."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from bot.engine.paging import page_start
from cards.children import due
from permanence.people import rights
from usecases.children.who_is_due import DueAsked, who_is_due


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The list as it is today, from the beginning or the page asked for."""
    caller, today = turn.caller.oid, bot.today()
    match turn:
        case Said():
            asked = DueAsked(caller, today, words=rest)
        case Submission(data=data):
            start, _, whose = str(data.get("back", "")).partition(":")
            asked = DueAsked(caller, today, whose=whose or str(data.get("chosen", "")), start=page_start(start))
    return Reply(due.draw(await who_is_due(bot.house, asked)))


VERBS = {"show_due": Verb(handle, rights.SEE_CHILDREN, writes=False)}
