"""The table of contents of the bot: what may be said to it and posted by it; what is pressed is in `bot.verbs`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.absences import away
from bot.absences import handed_over_notice as handed_over
from bot.actions import action_notice as action
from bot.actions import actions, my_actions
from bot.actions import later_date_notice as later_date
from bot.calendars import calendar
from bot.children import explain_child, show_child, show_due
from bot.engine.context import Bot
from bot.engine.messages import Installed, Reply, Said
from bot.engine.outcomes import Outcome
from bot.engine.routing import Command
from bot.imports import receive_files
from bot.invitations import declined_notice as declined
from bot.invitations import invitation_notice as invitation
from bot.invitations import swap_notice as swap
from bot.meetings import meeting_notice as meeting
from bot.meetings import show_meeting
from bot.procedure import conflicts, show_procedure
from bot.procedure import procedure_change_notice as procedure_change
from bot.recording import record
from bot.recording import summary_notice as summary
from bot.referrals import referral_notice as referral
from bot.referrals import show_referral
from bot.reminders import digest_notice as digest
from bot.reminders import next_morning, reminders
from bot.setup import failed, failed_notice, greet, help, set_up
from bot.setup import greeting_notice as greeting
from bot.sittings import propose_agenda, show_sitting
from bot.sittings import sitting_change_notice as sitting_change
from bot.sittings import sitting_notice as sitting
from bot.steps import show_steps
from storage.outbox import Letter

COMMANDS: dict[str, Command] = {
    "help": Command(help.handle, "What you can say here", tells_of_children=False),
    "set up": Command(set_up.handle, "What is set up, and what is missing", tells_of_children=False),
    "due": Command(show_due.handle, "Whom the panel or a meeting must see, most overdue first; add a team or a name"),
    "child": Command(show_child.handle, "Where a child stands: child C-1001"),
    "why": Command(explain_child.handle, "Why a child is due, in the procedure's words: why C-1001"),
    "procedure": Command(show_procedure.handle, "The procedure in force, clause by clause", tells_of_children=False),
    "conflicts": Command(
        conflicts.handle, "Where the procedure contradicts itself, and the choice made", tells_of_children=False
    ),
    "agenda": Command(propose_agenda.handle, "The next sitting's agenda, to change and publish; add a panel's name"),
    "sitting": Command(show_sitting.handle, "The sitting: its slots, who is invited and what they answered"),
    "record": Command(record.handle, "The sitting to be recorded now: attendance, recommendations, actions"),
    "meeting": Command(show_meeting.handle, "A child's planning meeting and its running record: meeting C-1001"),
    "steps": Command(show_steps.handle, "What the procedure asks to be recorded for a child: steps C-1001"),
    "refer": Command(show_referral.handle, "A child's referral to the panel, and what it lacks: refer C-1001"),
    "my actions": Command(my_actions.handle, "Your open actions and those of your teams, overdue first"),
    "actions": Command(actions.handle, "What was agreed for a child, done or not: actions C-1001"),
    "reminders": Command(reminders.handle, "What is coming for you, and when it will be said"),
    "away": Command(away.handle, "Who is away and who stands in; say when you will be", tells_of_children=False),
    "calendar": Command(
        calendar.handle, "Your own panel calendar to subscribe to, in your own chat", tells_of_children=False
    ),
    "failed": Command(failed.handle, "What could not be sent, and sending it again", tells_of_children=False),
    "next morning": Command(
        next_morning.handle, "Let the next working-day morning come", tells_of_children=False, local_only=True
    ),
}

NOTICES: dict[str, Callable[[Bot, Letter], Awaitable[Outcome]]] = {
    "greeting": greeting.render,
    "procedure_change": procedure_change.render,
    "sitting": sitting.render,
    "invitation": invitation.render,
    "sitting_change": sitting_change.render,
    "swap": swap.render,
    "handed_over": handed_over.render,
    "declined": declined.render,
    "action": action.render,
    "later_date": later_date.render,
    "meeting": meeting.render,
    "referral": referral.render,
    "summary": summary.render,
    "digest": digest.render,
    "failed": failed_notice.render,
}

INSTALLED: Callable[[Bot, Installed], Awaitable[Reply]] = greet.handle
FILES: Callable[[Bot, Said], Awaitable[Reply]] = receive_files.handle
