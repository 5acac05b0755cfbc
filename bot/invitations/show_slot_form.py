"""`show_slot_form`: the form with the slots that are free."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import invitation, slot_form
from cards.invitations.slot_form import SlotFormView
from permanence.people import rights
from usecases.invitations.take_slot import show_slot_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form, or the invitation when it was declined meanwhile."""
    page = number(pressed, "page") if "page" in pressed.data else 0
    view = await show_slot_form(bot.house, number(pressed, "id"), bot.press(pressed), page)
    return Reply(slot_form.draw(view) if isinstance(view, SlotFormView) else invitation.draw(view))


VERBS = {"show_slot_form": Verb(handle, rights.ANSWER_INVITATION, writes=False)}
