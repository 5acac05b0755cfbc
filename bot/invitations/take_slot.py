"""`take_slot`: another slot, when it is still free."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import by_id, number
from cards.invitations import invitation, slot_form
from cards.invitations.slot_form import SlotFormView
from permanence.people import rights
from usecases.invitations.take_slot import TakeSlot, take_slot


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation with its new slots, or the form with those still free."""
    page = number(pressed, "page") if "page" in pressed.data else 0
    command = TakeSlot(number(pressed, "id"), by_id(pressed, "slot_"), bot.press(pressed), page)
    view = await take_slot(bot.house, command)
    return Reply(slot_form.draw(view) if isinstance(view, SlotFormView) else invitation.draw(view))


VERBS = {"take_slot": Verb(handle, rights.ANSWER_INVITATION, form="show_slot_form")}
