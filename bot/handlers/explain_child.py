"""`why REF`: why each duty towards a child is due, in the procedure's own words."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Said, Submission
from bot.turning import start_of
from cards import why
from usecases.explain_child import WhyAsked, explain_child


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The reasons as of today."""
    match turn:
        case Said():
            ref, start = rest, 0
        case Submission(data=data):
            ref, start = str(data.get("child", "")), start_of(turn)
    return Reply(why.draw(await explain_child(bot.house, WhyAsked(turn.caller.oid, ref, bot.today(), start))))
