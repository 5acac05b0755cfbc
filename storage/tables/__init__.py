"""The tables: conversations, people, children, the panel, planning meetings, actions, and what was sent."""

from __future__ import annotations

from storage.tables.caseload import absences, children, conversations, events, import_children, imports, notes, people
from storage.tables.meetings import meetings
from storage.tables.naming import metadata
from storage.tables.panel import actions, attendance, invitations, items, prepared, sittings, slots, swaps
from storage.tables.previews import previews
from storage.tables.referrals import referrals
from storage.tables.sending import answers, feeds, history, outbox, posted, presses, reminders, snoozes
from storage.tables.sessions import sessions

__all__ = [
    "absences",
    "actions",
    "answers",
    "attendance",
    "children",
    "conversations",
    "events",
    "feeds",
    "history",
    "import_children",
    "imports",
    "invitations",
    "items",
    "meetings",
    "metadata",
    "notes",
    "outbox",
    "people",
    "posted",
    "prepared",
    "presses",
    "previews",
    "referrals",
    "reminders",
    "sessions",
    "sittings",
    "slots",
    "snoozes",
    "swaps",
]
