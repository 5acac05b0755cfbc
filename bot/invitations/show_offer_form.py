"""`show_offer_form`: the form to choose who gets a free slot."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import offer_form
from permanence.people import rights
from usecases.invitations.offer_released_slot import show_offer_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return Reply(offer_form.draw(await show_offer_form(bot.house, number(pressed, "id"), bot.press(pressed))))


VERBS = {"show_offer_form": Verb(handle, rights.OFFER_SLOT, writes=False)}
