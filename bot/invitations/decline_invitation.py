"""`decline_invitation`: the manager does not come, and says why."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, typed
from cards.invitations import decline_form, invitation
from cards.invitations.decline_form import DeclineFormView
from permanence.people import rights
from usecases.invitations.decline_invitation import DeclineInvitation, decline_invitation


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation after it, or the form again."""
    reason = typed(pressed, "reason").get("reason", "")
    command = DeclineInvitation(number(pressed, "id"), number(pressed, "version"), reason, bot.press(pressed))
    view = await decline_invitation(bot.house, command)
    return Reply(decline_form.draw(view) if isinstance(view, DeclineFormView) else invitation.draw(view))


VERBS = {"decline_invitation": Verb(handle, rights.ANSWER_INVITATION, form="show_decline_form")}
