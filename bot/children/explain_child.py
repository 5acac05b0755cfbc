"""`why REF`: why each duty towards a child is due, in the procedure's own words."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from bot.engine.typed import start_of
from cards.children import why
from permanence.people import rights
from usecases.children.explain_child import WhyAsked, explain_child


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The reasons as of today."""
    match turn:
        case Said():
            asked = WhyAsked(turn.caller.oid, rest, bot.today())
        case Submission(data=data):
            ref, back = str(data.get("child", "")), str(data.get("back", ""))
            asked = WhyAsked(turn.caller.oid, ref, bot.today(), start_of(turn), back)
    return Reply(why.draw(await explain_child(bot.house, asked)))


VERBS = {"explain_child": Verb(handle, rights.SEE_CHILDREN, writes=False)}
