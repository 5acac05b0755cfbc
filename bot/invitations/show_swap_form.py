"""`show_swap_form`: the form to ask another manager to exchange slots."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import invitation, swap_form
from cards.invitations.swap_form import SwapFormView
from permanence.people import rights
from usecases.invitations.ask_swap import show_swap_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the invitation when it was declined meanwhile."""
    view = await show_swap_form(bot.house, number(pressed, "id"), bot.press(pressed))
    return Reply(swap_form.draw(view) if isinstance(view, SwapFormView) else invitation.draw(view))


VERBS = {"show_swap_form": Verb(handle, rights.ANSWER_INVITATION, writes=False)}
