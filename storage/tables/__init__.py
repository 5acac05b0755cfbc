"""The tables: what is kept of conversations, people, children, the panel, planning meetings, actions and what was sent."""

from __future__ import annotations

from storage.tables.caseload import children, conversations, events, imports, notes, people
from storage.tables.meetings import meetings
from storage.tables.naming import metadata
from storage.tables.panel import actions, attendance, invitations, items, sittings, slots
from storage.tables.sending import feeds, history, outbox, posted, presses, reminders, snoozes

__all__ = [
    "actions",
    "attendance",
    "children",
    "conversations",
    "events",
    "feeds",
    "history",
    "imports",
    "invitations",
    "items",
    "meetings",
    "metadata",
    "notes",
    "outbox",
    "people",
    "posted",
    "presses",
    "reminders",
    "sittings",
    "slots",
    "snoozes",
]
