"""`remind_invited`: who has not answered is mentioned in the sitting's thread."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import unanswered
from permanence.people import rights
from usecases.invitations.remind_invited import RemindInvited, remind_invited


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Who is still to answer; with an invitation only its manager is reminded."""
    one = number(pressed, "invitation") if "invitation" in pressed.data else None
    sitting = number(pressed, "id") if one is None else None
    return Reply(unanswered.draw(await remind_invited(bot.house, RemindInvited(bot.press(pressed), one, sitting))))


VERBS = {"remind_invited": Verb(handle, rights.REMIND_INVITED)}
