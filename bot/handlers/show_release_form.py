"""`show_release_form`: the form to withdraw one child."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import invitation, release_form
from cards.release_form import ReleaseFormView
from usecases.release_item import show_release_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the invitation when it was declined meanwhile."""
    view = await show_release_form(bot.house, number(pressed, "id"), bot.press(pressed))
    return Reply(release_form.draw(view) if isinstance(view, ReleaseFormView) else invitation.draw(view))
