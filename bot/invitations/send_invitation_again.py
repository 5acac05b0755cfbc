"""`send_invitation_again`: the invitation is posted anew, and the card posted before leads to it."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import unanswered
from permanence.people import rights
from usecases.invitations.remind_invited import SendInvitationAgain, send_invitation_again


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Who is still to answer."""
    command = SendInvitationAgain(number(pressed, "invitation"), bot.press(pressed))
    return Reply(unanswered.draw(await send_invitation_again(bot.house, command)))


VERBS = {"send_invitation_again": Verb(handle, rights.REMIND_INVITED)}
