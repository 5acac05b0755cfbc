"""The table of contents of the bot: what may be said to it, pressed on its cards, and posted by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.context import Bot
from bot.handlers import (
    accept_invitation,
    actions,
    adopt_procedure,
    agree_action,
    agree_later_date,
    agree_swap,
    ask_later_date,
    ask_swap,
    block_action,
    calendar,
    change_agenda,
    close_sitting,
    complete_action,
    confirm_conflict,
    confirm_upload,
    conflicts,
    decline_invitation,
    defer_item,
    end_calendar_address,
    explain_child,
    failed,
    greet,
    help,
    make_calendar_address,
    make_permanence_channel,
    mark_preparation,
    mark_reviewed,
    move_sitting,
    my_actions,
    next_morning,
    offer_released_slot,
    open_action,
    open_action_form,
    open_attendance,
    open_item,
    open_item_form,
    open_list,
    open_record,
    open_snooze,
    open_uploads,
    progress_action,
    propose_agenda,
    publish_agenda,
    reassign_action,
    record,
    record_attendance,
    record_recommendation,
    refuse_later_date,
    refuse_swap,
    release_item,
    reminders,
    reopen_action,
    send_again,
    set_up,
    show_again,
    show_agenda,
    show_agenda_form,
    show_child,
    show_decline_form,
    show_digest_page,
    show_due,
    show_move_form,
    show_offer_form,
    show_preparation_form,
    show_procedure,
    show_release_form,
    show_sitting,
    show_slot_form,
    show_swap_form,
    snooze_reminder,
    stand_down_sitting,
    take_slot,
    unblock_action,
    why_line,
)
from bot.messages import Installed, Reply, Said, Submission
from bot.notices import (
    action,
    declined,
    digest,
    greeting,
    invitation,
    later_date,
    procedure_change,
    sitting,
    sitting_change,
    summary,
    swap,
)
from bot.notices import failed as failed_notice
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
    "record": Command(record.handle, "The sitting to be recorded now: attendance, recommendations, actions"),
    "my actions": Command(my_actions.handle, "Your open actions and those of your teams, overdue first"),
    "actions": Command(actions.handle, "What was agreed for a child, done or not: actions C-1001"),
    "reminders": Command(reminders.handle, "What is coming for you, and when it will be said"),
    "calendar": Command(
        calendar.handle, "Your own panel calendar to subscribe to, in your own chat", tells_of_children=False
    ),
    "failed": Command(failed.handle, "What could not be sent, and sending it again", tells_of_children=False),
    "next morning": Command(
        next_morning.handle, "Let the next working-day morning come", tells_of_children=False, local_only=True
    ),
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
    "adopt_procedure": Verb(adopt_procedure.handle),
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
    "open_record": Verb(open_record.handle, writes=False),
    "open_item": Verb(open_item.handle, writes=False),
    "open_attendance": Verb(open_attendance.handle, writes=False),
    "record_attendance": Verb(record_attendance.handle),
    "open_recommendation": Verb(open_item_form.handle, writes=False),
    "record_recommendation": Verb(record_recommendation.handle),
    "open_agree_action": Verb(open_item_form.handle, writes=False),
    "agree_action": Verb(agree_action.handle),
    "open_defer_item": Verb(open_item_form.handle, writes=False),
    "defer_item": Verb(defer_item.handle),
    "mark_reviewed": Verb(mark_reviewed.handle),
    "close_sitting": Verb(close_sitting.handle),
    "open_uploads": Verb(open_uploads.handle, writes=False),
    "confirm_upload": Verb(confirm_upload.handle),
    "open_list": Verb(open_list.handle, writes=False),
    "open_action": Verb(open_action.handle, writes=False),
    "complete_action": Verb(complete_action.handle),
    "open_progress_action": Verb(open_action_form.handle, writes=False),
    "progress_action": Verb(progress_action.handle),
    "open_block_action": Verb(open_action_form.handle, writes=False),
    "block_action": Verb(block_action.handle),
    "unblock_action": Verb(unblock_action.handle),
    "open_reopen_action": Verb(open_action_form.handle, writes=False),
    "reopen_action": Verb(reopen_action.handle),
    "open_ask_later_date": Verb(open_action_form.handle, writes=False),
    "ask_later_date": Verb(ask_later_date.handle),
    "agree_later_date": Verb(agree_later_date.handle),
    "open_refuse_later_date": Verb(open_action_form.handle, writes=False),
    "refuse_later_date": Verb(refuse_later_date.handle),
    "open_reassign_action": Verb(open_action_form.handle, writes=False),
    "reassign_action": Verb(reassign_action.handle),
    "show_digest_page": Verb(show_digest_page.handle, writes=False),
    "why_line": Verb(why_line.handle, writes=False),
    "open_snooze": Verb(open_snooze.handle, writes=False),
    "snooze_reminder": Verb(snooze_reminder.handle),
    "show_reminders": Verb(reminders.handle, writes=False),
    "send_again": Verb(send_again.handle),
    "make_calendar_address": Verb(make_calendar_address.handle),
    "end_calendar_address": Verb(end_calendar_address.handle),
    "next_morning": Verb(next_morning.handle),
}

NOTICES: dict[str, Callable[[Bot, Letter], Awaitable[Outcome]]] = {
    "greeting": greeting.render,
    "procedure_change": procedure_change.render,
    "sitting": sitting.render,
    "invitation": invitation.render,
    "sitting_change": sitting_change.render,
    "swap": swap.render,
    "declined": declined.render,
    "action": action.render,
    "later_date": later_date.render,
    "summary": summary.render,
    "digest": digest.render,
    "failed": failed_notice.render,
}

INSTALLED: Callable[[Bot, Installed], Awaitable[Reply]] = greet.handle
