"""What may be pressed about invitations to a slot, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.invitations import (
    accept_invitation,
    agree_swap,
    ask_swap,
    decline_invitation,
    declined_notice,
    invitation_notice,
    mark_preparation,
    offer_released_slot,
    refuse_swap,
    release_item,
    show_decline_form,
    show_offer_form,
    show_preparation_form,
    show_release_form,
    show_slot_form,
    show_swap_form,
    swap_notice,
    take_slot,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "accept_invitation": Verb(accept_invitation.handle, rights.ANSWER_INVITATION),
    "show_decline_form": Verb(show_decline_form.handle, rights.ANSWER_INVITATION, writes=False),
    "decline_invitation": Verb(decline_invitation.handle, rights.ANSWER_INVITATION),
    "show_slot_form": Verb(show_slot_form.handle, rights.ANSWER_INVITATION, writes=False),
    "take_slot": Verb(take_slot.handle, rights.ANSWER_INVITATION),
    "show_preparation_form": Verb(show_preparation_form.handle, rights.ANSWER_INVITATION, writes=False),
    "mark_preparation": Verb(mark_preparation.handle, rights.ANSWER_INVITATION),
    "show_swap_form": Verb(show_swap_form.handle, rights.ANSWER_INVITATION, writes=False),
    "ask_swap": Verb(ask_swap.handle, rights.ANSWER_INVITATION),
    "agree_swap": Verb(agree_swap.handle, rights.ANSWER_INVITATION),
    "refuse_swap": Verb(refuse_swap.handle, rights.ANSWER_INVITATION),
    "show_release_form": Verb(show_release_form.handle, rights.ANSWER_INVITATION, writes=False),
    "release_item": Verb(release_item.handle, rights.ANSWER_INVITATION),
    "show_offer_form": Verb(show_offer_form.handle, rights.OFFER_SLOT, writes=False),
    "offer_released_slot": Verb(offer_released_slot.handle, rights.OFFER_SLOT),
}
NOTICES: dict[str, Notice] = {
    "declined": declined_notice.render,
    "invitation": invitation_notice.render,
    "swap": swap_notice.render,
}
