"""Sentences of files sent in a person's own chat."""

from __future__ import annotations

from datetime import date

from cards.parts import day
from permanence.explain import counted

NO_SUCH_SITTING = 'There is no sitting of that day; say "sitting past" for those there were.'
IN_OWN_CHAT = "Files come in your own chat with the bot; ask for it there."
NOT_SENT = "No file was sent."


def sheet(children: int, on: date) -> str:
    """What the tracking sheet holds."""
    return f"The tracking sheet: {counted(children, 'child', 'children')} and every action, as of {day(on)}."


def minutes(on: date) -> str:
    """What the minutes hold."""
    return f"The minutes of the sitting of {day(on)}."
