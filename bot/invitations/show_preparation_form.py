"""`show_preparation_form`: the form to say what is ready."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import invitation, preparation_form
from cards.invitations.preparation_form import PreparationFormView
from permanence.people import rights
from usecases.invitations.mark_preparation import show_preparation_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the invitation when it was declined meanwhile."""
    page = number(pressed, "page") if "page" in pressed.data else 0
    view = await show_preparation_form(bot.house, number(pressed, "id"), bot.press(pressed), page)
    return Reply(preparation_form.draw(view) if isinstance(view, PreparationFormView) else invitation.draw(view))


VERBS = {"show_preparation_form": Verb(handle, rights.ANSWER_INVITATION, writes=False)}
