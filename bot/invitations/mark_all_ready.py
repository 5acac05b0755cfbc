"""`mark_all_ready`: everything of the checklist is ready, for every child of the invitation."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import invitation, preparation_form
from cards.invitations.preparation_form import PreparationFormView
from permanence.people import rights
from usecases.invitations.mark_preparation import MarkAllReady, mark_all_ready


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation after it; or the form, when it changed meanwhile."""
    command = MarkAllReady(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    view = await mark_all_ready(bot.house, command)
    return Reply(preparation_form.draw(view) if isinstance(view, PreparationFormView) else invitation.draw(view))


VERBS = {"mark_all_ready": Verb(handle, rights.ANSWER_INVITATION)}
