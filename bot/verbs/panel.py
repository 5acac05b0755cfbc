"""The verbs about a sitting to come: its agenda, slots, invitations and preparation."""

from __future__ import annotations

from bot.engine.routing import Verb
from bot.invitations import (
    accept_invitation,
    agree_swap,
    ask_swap,
    decline_invitation,
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
    take_slot,
)
from bot.sittings import (
    change_agenda,
    move_sitting,
    publish_agenda,
    show_agenda,
    show_agenda_form,
    show_move_form,
    stand_down_sitting,
)

VERBS: dict[str, Verb] = {
    "show_agenda": Verb(show_agenda.handle, writes=False),
    "show_agenda_form": Verb(show_agenda_form.handle, writes=False),
    "change_agenda": Verb(change_agenda.handle),
    "publish_agenda": Verb(publish_agenda.handle),
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
    "show_move_form": Verb(show_move_form.handle, writes=False),
    "move_sitting": Verb(move_sitting.handle),
    "stand_down_sitting": Verb(stand_down_sitting.handle),
    "show_release_form": Verb(show_release_form.handle, writes=False),
    "release_item": Verb(release_item.handle),
    "show_offer_form": Verb(show_offer_form.handle, writes=False),
    "offer_released_slot": Verb(offer_released_slot.handle),
}
