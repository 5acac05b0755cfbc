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

VERBS: dict[str, Verb] = {
    "accept_invitation": Verb(accept_invitation.handle),
    "show_decline_form": Verb(show_decline_form.handle, writes=False),
    "decline_invitation": Verb(decline_invitation.handle),
    "show_slot_form": Verb(show_slot_form.handle, writes=False),
    "take_slot": Verb(take_slot.handle),
    "show_preparation_form": Verb(show_preparation_form.handle, writes=False),
    "mark_preparation": Verb(mark_preparation.handle),
    "show_swap_form": Verb(show_swap_form.handle, writes=False),
    "ask_swap": Verb(ask_swap.handle),
    "agree_swap": Verb(agree_swap.handle),
    "refuse_swap": Verb(refuse_swap.handle),
    "show_release_form": Verb(show_release_form.handle, writes=False),
    "release_item": Verb(release_item.handle),
    "show_offer_form": Verb(show_offer_form.handle, writes=False),
    "offer_released_slot": Verb(offer_released_slot.handle),
}
NOTICES: dict[str, Notice] = {
    "declined": declined_notice.render,
    "invitation": invitation_notice.render,
    "swap": swap_notice.render,
}
