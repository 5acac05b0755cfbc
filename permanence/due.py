"""Which children a panel or a planning meeting must see, by when and why: the most overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from permanence.cohorts import CohortMembership
from permanence.journey import Journey
from permanence.meetings.meeting import FINAL, PPM
from permanence.open_duties import OpenDuties, open_duties
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.due_at_actual_sitting import due_at_actual_sittings
from permanence.panel.panels import panels_by_rule
from permanence.policy import Policy
from permanence.timeline import Obligation

OVERDUE, DUE_SOON, UPCOMING, UNDATED = "overdue", "due_soon", "upcoming", "undated"
PANEL, REFERRAL = "panel", "panel_referral"
MEETINGS = (PANEL, REFERRAL, PPM, FINAL)


@dataclass(frozen=True, slots=True)
class DueChild:
    """A child whom a meeting must see: the most pressing duty, the others of its kind and of other meetings, groups."""

    child: str
    team: str | None
    obligation: Obligation
    also: tuple[Obligation, ...]
    cohorts: tuple[CohortMembership, ...]


def meetings_asked_for(policy: Policy) -> tuple[str, ...]:
    """The kinds of duty by which this procedure has a meeting see a child: its panel, its planning meetings."""
    kinds = {rule.rule.what for rule in policy.rules}
    return tuple(kind for kind in MEETINGS if kind in kinds)


def who_is_due(
    policy: Policy, journeys: Iterable[Journey], today: date, kept: Sequence[KeptSitting] = ()
) -> list[DueChild]:
    """Every child the panel must see or have referred to it, or a meeting is to be held for; those undated last.

    What is due at a sitting is due on the day it really is, going by the sittings `kept`.
    """
    asked = meetings_asked_for(policy)
    rules = frozenset(rule.rule.id for rule in policy.rules if rule.rule.what in asked)
    found = [_due(journey, _open(policy, journey, today, kept), rules) for journey in journeys]
    return _in_order([due for due in found if due is not None])


def of_panel(
    policy: Policy, journeys: Iterable[Journey], today: date, panel: str, kept: Sequence[KeptSitting] = ()
) -> tuple[list[DueChild], list[DueChild]]:
    """Whom this panel is to hear, and who is first to be referred to it; of several panels, no other's."""
    hears, refers = _rules(policy, panel, PANEL), _rules(policy, panel, REFERRAL)
    heard, referred = [], []
    for journey in journeys:
        its = _open(policy, journey, today, kept)
        heard += [due] if (due := _due(journey, its, hears)) else []
        referred += [due] if (due := _due(journey, its, refers)) else []
    return _in_order(heard), _in_order(referred)


def _open(policy: Policy, journey: Journey, today: date, kept: Sequence[KeptSitting]) -> OpenDuties:
    its = open_duties(policy, journey, today)
    return replace(its, obligations=due_at_actual_sittings(policy, its.obligations, kept, today))


def _rules(policy: Policy, panel: str, kind: str) -> frozenset[str]:
    # With one panel every duty is its own, whatever it was called when a sitting was planned.
    named = panels_by_rule(policy) if len(policy.panels) > 1 else {}
    rules = [rule.rule for rule in policy.rules if rule.rule.what == kind]
    return frozenset(rule.id for rule in rules if named.get(rule.id, panel) == panel)


def _in_order(found: list[DueChild]) -> list[DueChild]:
    return sorted(found, key=lambda due: (due.obligation.due or date.max, due.child))


def _due(journey: Journey, its: OpenDuties, rules: frozenset[str]) -> DueChild | None:
    duties = [item for item in its.obligations if item.rule in rules]
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
