"""`child REF`: where a child stands."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Said, Submission
from cards import child
from usecases.show_child import ChildAsked, show_child


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The child as known today."""
    ref = rest if isinstance(turn, Said) else str(turn.data.get("child", ""))
    return Reply(child.draw(await show_child(bot.house, ChildAsked(turn.caller.oid, ref, bot.today()))))
