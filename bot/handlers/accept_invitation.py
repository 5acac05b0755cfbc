"""`accept_invitation`: the manager comes."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import invitation
from usecases.accept_invitation import AcceptInvitation, accept_invitation


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation after it."""
    command = AcceptInvitation(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    return Reply(invitation.draw(await accept_invitation(bot.house, command)))
