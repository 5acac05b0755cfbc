"""What is done for one sibling and not another: a duty owed for each is closed by what names it, or names none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from permanence.policy_file.parts import Pattern
from permanence.rules.history import History
from permanence.rules.patterns import days_of_any

NamedDays = Callable[[History], list[tuple[int, str]]]


def named_days(patterns: Sequence[Pattern]) -> NamedDays:
    """The days, in order, on which something fits one of the patterns, each with the sibling it names, if it does."""
    names = {name for pattern in patterns if pattern.event == "milestone" for name in pattern.name or ()}
    others = [pattern for pattern in patterns if pattern.event != "milestone"]
    unnamed = days_of_any(others) if others else None

    def found(history: History) -> list[tuple[int, str]]:
        its = [
            (day, str(fields.get("sibling") or ""))
            for day, fields in history.of("milestone")
            if fields.get("name") in names
        ]
        return sorted(its + [(day, "") for day in unnamed(history)]) if unnamed else sorted(its)

    return found


def closes(named: str, sibling: str | None) -> bool:
    """Whether what names this sibling, or none, closes a duty owed for one, or for nobody in particular."""
    return not named or sibling is None or named == sibling
