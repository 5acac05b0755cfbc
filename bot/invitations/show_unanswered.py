"""`show_unanswered`: who has not answered an invitation to a sitting."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import unanswered
from permanence.people import rights
from usecases.invitations.show_unanswered import open_unanswered


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The page asked for."""
    page = number(pressed, "page") if "page" in pressed.data else 0
    return Reply(unanswered.draw(await open_unanswered(bot.house, pressed.caller.oid, number(pressed, "id"), page)))


VERBS = {"show_unanswered": Verb(handle, rights.REMIND_INVITED, writes=False)}
