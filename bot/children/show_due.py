"""`due`, and the pages of its list: who the panel must see, the most overdue first."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from bot.engine.typed import page_start
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
            start, only, whose = _list_named(str(data.get("back", "")))
            whose, only = whose or str(data.get("chosen", "")), only or str(data.get("only", ""))
            asked = DueAsked(caller, today, whose=whose, only=only, start=page_start(start))
    return Reply(due.draw(await who_is_due(bot.house, asked)))


def _list_named(back: str) -> tuple[str, str, str]:
    """Where the page starts, to what the list is narrowed, and whose it is: "10:overdue:East", earlier "10:East"."""
    start, _, rest = back.partition(":")
    only, colon, whose = rest.partition(":")
    return (start, only, whose) if colon else (start, "", rest)


VERBS = {"show_due": Verb(handle, rights.SEE_CHILDREN, writes=False)}
