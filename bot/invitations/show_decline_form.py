"""`show_decline_form`: the form that asks for the reason."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import decline_form, invitation
from cards.invitations.decline_form import DeclineFormView
from permanence.people import rights
from usecases.invitations.decline_invitation import show_decline_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the invitation when it was declined meanwhile."""
    view = await show_decline_form(bot.house, number(pressed, "id"), bot.press(pressed))
    return Reply(decline_form.draw(view) if isinstance(view, DeclineFormView) else invitation.draw(view))


VERBS = {"show_decline_form": Verb(handle, rights.ANSWER_INVITATION, writes=False)}
