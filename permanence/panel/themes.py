"""Which children a sitting's theme is about: those of whom the theme's condition holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permanence.journey import Journey
from permanence.policy import Policy
from permanence.rules.conditions import compiled
from permanence.rules.history import history
from permanence.rules.spans import at


def children_under(policy: Policy, theme: str | None, journeys: Iterable[Journey], today: date) -> frozenset[str]:
    """References of the children the theme is about; none for a theme without a condition."""
    condition = next((known.when for known in policy.themes if known.key == theme), None)
    if condition is None:
        return frozenset()
    holds = compiled(condition, policy.facts, policy.calendar)
    day = today.toordinal()
    return frozenset(one.child for one in journeys if at(holds(history(one, today)), day) is not None)
