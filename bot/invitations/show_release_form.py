"""`show_release_form`: the form to withdraw one child."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import invitation, release_form
from cards.invitations.release_form import ReleaseFormView
from permanence.people import rights
from usecases.invitations.release_item import show_release_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the invitation when it was declined meanwhile."""
    view = await show_release_form(bot.house, number(pressed, "id"), bot.press(pressed))
    return Reply(release_form.draw(view) if isinstance(view, ReleaseFormView) else invitation.draw(view))


VERBS = {"show_release_form": Verb(handle, rights.ANSWER_INVITATION, writes=False)}
