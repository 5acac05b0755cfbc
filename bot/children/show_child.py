"""`child REF`: where a child stands."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from cards.children import child
from permanence.people import rights
from usecases.children.show_child import ChildAsked, show_child


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The child as known today."""
    to_all = isinstance(turn, Said) and turn.place.kind != "personal"  # a press is answered only to who pressed
    match turn:
        case Said():
            ref, back = rest, ""
        case Submission(data=data):
            ref, back = str(data.get("child", "")), str(data.get("back", ""))
    view = await show_child(bot.house, ChildAsked(turn.caller.oid, ref, bot.today(), back))
    return Reply(child.draw(child.for_channel(view) if to_all else view))


VERBS = {"show_child": Verb(handle, rights.SEE_CHILDREN, writes=False)}
