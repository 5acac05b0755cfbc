"""The table of contents of the bot: what may be said to it, pressed on its cards, and posted by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.context import Bot
from bot.handlers import (
    accept_invitation,
    change_agenda,
    confirm_conflict,
    conflicts,
    decline_invitation,
    explain_child,
    greet,
    help,
    make_permanence_channel,
    offer_released_slot,
    propose_agenda,
    publish_agenda,
    release_item,
    set_up,
    show_again,
    show_agenda,
    show_agenda_form,
    show_child,
    show_decline_form,
    show_due,
    show_offer_form,
    show_procedure,
    show_release_form,
    show_sitting,
    show_slot_form,
    take_slot,
)
from bot.messages import Installed, Reply, Said, Submission
from bot.notices import declined, greeting, invitation, sitting
from bot.outcomes import Outcome
from storage.outbox import Letter


@dataclass(frozen=True, slots=True)
class Command:
    """A typed command: `handle` gets the words after its name. `usage` is one line for help and manifest."""

    handle: Callable[[Bot, Said, str], Awaitable[Reply]]
    usage: str
    tells_of_children: bool = True
    local_only: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """A button. `writes` is false only for one that shows something and changes nothing."""

    handle: Callable[[Bot, Submission], Awaitable[Reply]]
    writes: bool = True


COMMANDS: dict[str, Command] = {
    "help": Command(help.handle, "What you can say here", tells_of_children=False),
    "set up": Command(set_up.handle, "What is set up, and what is missing", tells_of_children=False),
    "due": Command(show_due.handle, "Who the panel must see, most overdue first; add a team or a name"),
    "child": Command(show_child.handle, "Where a child stands: child C-1001"),
    "why": Command(explain_child.handle, "Why a child is due, in the procedure's words: why C-1001"),
    "procedure": Command(show_procedure.handle, "The procedure in force, clause by clause", tells_of_children=False),
    "conflicts": Command(
        conflicts.handle, "Where the procedure contradicts itself, and the choice made", tells_of_children=False
    ),
    "agenda": Command(propose_agenda.handle, "The next sitting's agenda, to change and publish"),
    "sitting": Command(show_sitting.handle, "The sitting: its slots, who is invited and what they answered"),
}

VERBS: dict[str, Verb] = {
    "make_permanence_channel": Verb(make_permanence_channel.handle),
    "show_again": Verb(show_again.handle, writes=False),
    "show_help": Verb(help.handle, writes=False),
    "show_due": Verb(show_due.handle, writes=False),
    "show_child": Verb(show_child.handle, writes=False),
    "explain_child": Verb(explain_child.handle, writes=False),
    "show_procedure": Verb(show_procedure.handle, writes=False),
    "show_conflicts": Verb(conflicts.handle, writes=False),
    "confirm_conflict": Verb(confirm_conflict.handle),
    "show_agenda": Verb(show_agenda.handle, writes=False),
    "show_agenda_form": Verb(show_agenda_form.handle, writes=False),
    "change_agenda": Verb(change_agenda.handle),
    "publish_agenda": Verb(publish_agenda.handle),
    "accept_invitation": Verb(accept_invitation.handle),
    "show_decline_form": Verb(show_decline_form.handle, writes=False),
    "decline_invitation": Verb(decline_invitation.handle),
    "show_slot_form": Verb(show_slot_form.handle, writes=False),
    "take_slot": Verb(take_slot.handle),
    "show_release_form": Verb(show_release_form.handle, writes=False),
    "release_item": Verb(release_item.handle),
    "show_offer_form": Verb(show_offer_form.handle, writes=False),
    "offer_released_slot": Verb(offer_released_slot.handle),
}

NOTICES: dict[str, Callable[[Bot, Letter], Awaitable[Outcome]]] = {
    "greeting": greeting.render,
    "sitting": sitting.render,
    "invitation": invitation.render,
    "declined": declined.render,
}

INSTALLED: Callable[[Bot, Installed], Awaitable[Reply]] = greet.handle
