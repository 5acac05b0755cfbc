"""The table of contents of the bot: what may be said, and what its subjects declare may be pressed and is posted."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from bot.absences import away
from bot.actions import actions, my_actions, open_create_action
from bot.calendars import calendar
from bot.children import explain_child, find, show_child, show_due
from bot.documents import minutes, tracking_sheet
from bot.engine.contents import Command, Contents, Opening, Search
from bot.imports import receive_files
from bot.meetings import show_meeting
from bot.procedure import conflicts, show_procedure
from bot.recording import record
from bot.referrals import show_referral
from bot.reminders import next_morning, reminders
from bot.setup import failed, greet, help, set_up, understand
from bot.sittings import propose_agenda, show_sitting
from bot.steps import show_steps
from permanence.people import rights

COMMANDS: dict[str, Command] = {
    "help": Command(help.handle, rights.READ, "What you can say here", tells_of_children=False, shared=True),
    "set up": Command(
        set_up.handle, rights.READ, "What is set up, and what is missing", tells_of_children=False, shared=True
    ),
    "due": Command(
        show_due.handle,
        rights.SEE_CHILDREN,
        "Whom the panel or a meeting must see, most overdue first; add a team, a name, overdue or this week",
    ),
    "child": Command(show_child.handle, rights.SEE_CHILDREN, "Where a child stands: child C-1001"),
    "why": Command(
        explain_child.handle, rights.SEE_CHILDREN, "Why a child is due, in the procedure's words: why C-1001"
    ),
    "procedure": Command(
        show_procedure.handle,
        rights.READ,
        "The procedure in force, clause by clause",
        tells_of_children=False,
        shared=True,
    ),
    "conflicts": Command(
        conflicts.handle,
        rights.READ,
        "Where the procedure contradicts itself, and the choice made",
        tells_of_children=False,
        shared=True,
    ),
    "agenda": Command(
        propose_agenda.handle,
        rights.PROPOSE_AGENDA,
        "The next agenda, to change and publish; add a panel's name or a day",
    ),
    "sitting": Command(
        show_sitting.handle,
        rights.SEE_SITTING,
        "The sitting: its slots, who is invited and what they answered; add a day, or `past` for those held",
        shared=True,
    ),
    "record": Command(
        record.handle, rights.RECORD_SITTING, "The sitting to be recorded now: attendance, recommendations, actions"
    ),
    "meeting": Command(
        show_meeting.handle, rights.SEE_CHILDREN, "A child's planning meeting and its running record: meeting C-1001"
    ),
    "steps": Command(
        show_steps.handle, rights.SEE_CHILDREN, "What the procedure asks to be recorded for a child: steps C-1001"
    ),
    "refer": Command(
        show_referral.handle, rights.SEE_CHILDREN, "A child's referral to the panel, and what it lacks: refer C-1001"
    ),
    "my actions": Command(
        my_actions.handle,
        rights.SEE_ACTIONS,
        "Your open actions and those of your teams, overdue first; add overdue, blocked, done or this week",
    ),
    "actions": Command(
        actions.handle,
        rights.SEE_ACTIONS,
        "What was agreed for a child, a team or a person: actions C-1001, actions East overdue",
    ),
    "reminders": Command(reminders.handle, rights.SEE_REMINDERS, "Your next reminders, and when it will be said"),
    "away": Command(
        away.handle,
        rights.SEE_AWAY,
        "Who is away and who stands in; say when you will be",
        tells_of_children=False,
        shared=True,
    ),
    "calendar": Command(
        calendar.handle,
        rights.KEEP_CALENDAR,
        "Your own panel calendar to subscribe to, in your own chat",
        tells_of_children=False,
    ),
    "failed": Command(
        failed.handle, rights.SEE_FAILED, "What could not be sent, and sending it again", tells_of_children=False
    ),
    "minutes": Command(
        minutes.handle, rights.SEE_CHILDREN, "The minutes of a sitting as a file; add a day", reads_days=True
    ),
    "tracking sheet": Command(
        tracking_sheet.handle, rights.SEE_CHILDREN, "Every child and action as a workbook, in your own chat"
    ),
    "next morning": Command(
        next_morning.handle,
        rights.MOVE_CLOCK,
        "Let the next working-day morning come",
        tells_of_children=False,
        shared=True,
        local_only=True,
    ),
}

SUBJECTS = (
    "absences",
    "actions",
    "calendars",
    "children",
    "documents",
    "imports",
    "invitations",
    "meetings",
    "procedure",
    "recording",
    "referrals",
    "reminders",
    "setup",
    "sittings",
    "steps",
)


def modules_of(subject: str) -> Iterator[ModuleType]:
    """Every module in the room of a subject."""
    for found in pkgutil.iter_modules(import_module(f"bot.{subject}").__path__, f"bot.{subject}."):
        yield import_module(found.name)


def declared(table: str, modules: Iterable[ModuleType]) -> dict[str, Any]:
    """What the modules declare in their `VERBS` or their `NOTICES`, in one table; no word may be declared twice."""
    whole: dict[str, Any] = {}
    for module in modules:
        its = getattr(module, table, {})
        if twice := its.keys() & whole.keys():
            raise ValueError(f"{module.__name__} declares {', '.join(twice)}, and another module does too.")
        whole |= its
    return whole


MODULES = [module for subject in SUBJECTS for module in modules_of(subject)]


CONTENTS = Contents(
    commands=COMMANDS,
    verbs=declared("VERBS", MODULES),
    notices=declared("NOTICES", MODULES),
    dialogs={"create_action": Opening(open_create_action.handle, rights.AGREE_ACTION)},
    searches={"find": Search(find.handle, rights.SEE_CHILDREN)},
    installed=greet.handle,
    files=receive_files.handle,
    understand=understand.handle,
)
