"""`show_preparation_form`: the form to say what is ready."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import invitation, preparation_form
from cards.preparation_form import PreparationFormView
from usecases.mark_preparation import show_preparation_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the invitation when it was declined meanwhile."""
    view = await show_preparation_form(bot.house, number(pressed, "id"), bot.press(pressed))
    return Reply(preparation_form.draw(view) if isinstance(view, PreparationFormView) else invitation.draw(view))
