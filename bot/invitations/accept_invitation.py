"""`accept_invitation`: the manager comes."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import invitation
from permanence.people import rights
from usecases.invitations.accept_invitation import AcceptInvitation, accept_invitation


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation after it."""
    command = AcceptInvitation(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    return Reply(invitation.draw(await accept_invitation(bot.house, command)))


VERBS = {"accept_invitation": Verb(handle, rights.ANSWER_INVITATION)}
