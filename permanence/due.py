"""Which children the panel must see, by when and why: the most overdue first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permanence.cohorts import CohortMembership
from permanence.journey import Journey
from permanence.policy import Policy
from permanence.timeline import Obligation, timeline

OVERDUE, DUE_SOON, UPCOMING, UNDATED = "overdue", "due_soon", "upcoming", "undated"


@dataclass(frozen=True, slots=True)
class DueChild:
    """A child with an open duty of the panel: the most pressing one, other clauses that ask for it too, the groups."""

    child: str
    team: str | None
    obligation: Obligation
    also: tuple[Obligation, ...]
    cohorts: tuple[CohortMembership, ...]


def panel_duties(policy: Policy) -> frozenset[str]:
    """The kinds of duty that bring a child before the panel; a procedure without a panel has planning meetings."""
    kinds = {rule.rule.what for rule in policy.rules}
    return frozenset({"panel"} if "panel" in kinds else {"ppm"})


def who_is_due(policy: Policy, journeys: Iterable[Journey], today: date) -> list[DueChild]:
    """Every child with an open duty of the panel, by due date, those without a date last."""
    kinds = panel_duties(policy)
    found = [due for journey in journeys if (due := _due(policy, journey, today, kinds)) is not None]
    return sorted(found, key=lambda due: (due.obligation.due or date.max, due.child))


def _due(policy: Policy, journey: Journey, today: date, kinds: frozenset[str]) -> DueChild | None:
    its = timeline(policy, journey, today)
    duties = [item for item in its.obligations if item.what in kinds and item.is_open]
    if not duties:
        return None
    first, *others = duties
    return DueChild(journey.child, journey.team, first, tuple(others), its.cohorts)


def oldest_of_each(obligations: Iterable[Obligation]) -> list[tuple[Obligation, int]]:
    """Open duties by due date, one for each rule: the oldest, and how many more of the same rule are open."""
    by_rule: dict[str, list[Obligation]] = {}
    for item in sorted((item for item in obligations if item.is_open), key=lambda item: item.due or date.max):
        by_rule.setdefault(item.rule, []).append(item)
    return [(first, len(others)) for first, *others in by_rule.values()]
