"""Sentences of the audit of reminders: what should have been said or sent by now and is not kept as such."""

from __future__ import annotations

from permanence.explain import counted


def lost(count: int) -> str:
    """Reminders without the post that says them."""
    return f"{counted(count, 'reminder was', 'reminders were')} planned whose morning is not in the outbox."


def late(count: int, minutes: int) -> str:
    """Messages nobody dealt with in time."""
    return f"{counted(count, 'message')} should have been dealt with {counted(minutes, 'minute')} ago or earlier."


def missing(count: int) -> str:
    """Reminders that are due and were left out."""
    return f"{counted(count, 'reminder is', 'reminders are')} due and not planned this morning."


def not_planned(minutes: int) -> str:
    """The morning did not come in time."""
    return f"This morning's reminders were not planned within {counted(minutes, 'minute')}."
