"""Patterns of events made into functions: when did something of this kind happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from permanence.policy_file.parts import Pattern
from permanence.rules.history import Happening, History

Days = Callable[[History], list[int]]


def days_of(pattern: Pattern) -> Days:
    """The days, in order, on which an event fits the pattern; the same day may stand more than once."""
    kind = pattern.event
    tests = [(name, _allowed(name, value)) for name, value in pattern.narrowed().items()]
    if not tests:
        return lambda history: [day for day, _fields in history.events.get(kind, ())]

    def narrowed(history: History) -> list[int]:
        return [
            day
            for day, fields in history.events.get(kind, ())
            if all(fields.get(name, False) in allowed for name, allowed in tests)
        ]

    return narrowed


def happenings_of(pattern: Pattern) -> Callable[[History], Iterator[Happening]]:
    """What fits the pattern, with its fields."""
    tests = [(name, _allowed(name, value)) for name, value in pattern.narrowed().items()]
    return lambda history: (
        (day, fields)
        for day, fields in history.events.get(pattern.event, ())
        if all(fields.get(name, False) in allowed for name, allowed in tests)
    )


def days_of_any(patterns: Sequence[Pattern]) -> Days:
    """The days on which an event fits one of the patterns."""
    if len(patterns) == 1:
        return days_of(patterns[0])
    each = [days_of(pattern) for pattern in patterns]
    return lambda history: sorted(day for days in each for day in days(history))


def _allowed(name: str, value: object) -> frozenset[object]:
    # An event that does not say which panel, as those of an old spreadsheet do not, counts for each.
    unsaid = [False] if name == "panel" else []
    return frozenset([*(value if isinstance(value, list) else [value]), *unsaid])
