"""Sentences of an absence: who is away until when, who stands in, and why it cannot be entered or ended."""

from __future__ import annotations

from datetime import date

from permanence.explain import on_day

NOT_KNOWN = 'This absence is not known any more; say "away" to see who is away.'
CHOOSE_WHO_IS_AWAY = "Choose who is away from the list."
CHOOSE_WHO_STANDS_IN = "Choose who stands in from the list."
IS_OVER = "it is over."


def there_again(name: str) -> str:
    """The absence was ended."""
    return f"{name} is there again from today."


def ended_by(name: str) -> str:
    """Somebody else ended it."""
    return f"{name} ended it."


def entered(name: str, starts: date, until: date, deputy: str) -> str:
    """The absence was entered."""
    return f"{name} is entered as away from {on_day(starts)} to {on_day(until)}; {deputy} stands in."
