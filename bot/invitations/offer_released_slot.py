"""`offer_released_slot`: a free slot goes to another child, and its manager is invited."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import about, number, typed
from cards.invitations import declined, offer_form
from cards.invitations.declined import DeclinedView
from cards.invitations.offer_form import OfferFormView
from cards.sittings import sitting
from permanence.people import rights
from usecases.invitations.offer_released_slot import OfferReleasedSlot, offer_released_slot


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The card that was pressed after it, or the form again."""
    words = typed(pressed, "child", "reference")
    of = about(pressed)
    command = OfferReleasedSlot(
        sitting=number(pressed, "id"),
        press=bot.press(pressed),
        child=words.get("child", ""),
        reference=words.get("reference", ""),
        declined=of.number if of.kind == "declined" else None,
    )
    match await offer_released_slot(bot.house, command):
        case DeclinedView() as view:
            return Reply(declined.draw(view))
        case OfferFormView() as view:
            return Reply(offer_form.draw(view))
        case view:
            return Reply(sitting.draw(view))


VERBS = {"offer_released_slot": Verb(handle, rights.OFFER_SLOT, form="show_offer_form")}
