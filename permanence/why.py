"""Why a child is due: each duty with its clause, the clause's words, what closes it, and what follows once it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from permanence.codes import EVENT, in_words
from permanence.due import oldest_of_each
from permanence.policy import Policy
from permanence.policy_file.parts import Pattern
from permanence.policy_file.rules import Rule
from permanence.timeline import Obligation, Timeline

STEPS = ("approval", "follow_up", "plan_content", "referral_content")  # kinds of which a procedure has many


@dataclass(frozen=True, slots=True)
class Reason:
    """A clause behind a duty or a group. `reading` is how a doubtful clause is read here."""

    clause: str
    place: str
    quote: str
    reading: str


@dataclass(frozen=True, slots=True)
class DutyReason:
    """An open duty, the oldest of its rule: what closes it and what its being closed starts."""

    duty: Obligation
    more: int  # open duties of the same rule beside it
    what: str
    reason: Reason
    closed_by: str
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupReason:
    """A group the child is in, and why."""

    title: str
    because: str
    reason: Reason


def why(policy: Policy, its: Timeline) -> tuple[tuple[DutyReason, ...], tuple[GroupReason, ...]]:
    """The open duties, soonest first, and every group of the child."""
    rules = {rule.rule.id: rule.rule for rule in policy.rules}
    duties = [
        DutyReason(
            duty=item,
            more=more,
            what=duty_in_words(policy, item),
            reason=reason(policy, item.clause),
            closed_by=closed_by(policy, rules[item.rule]),
            next=_next(policy, rules[item.rule]),
        )
        for item, more in oldest_of_each(its.obligations)
    ]
    groups = [GroupReason(group.title, group.because, reason(policy, group.clause)) for group in its.cohorts]
    return tuple(duties), tuple(groups)


def reason(policy: Policy, clause: str) -> Reason:
    """A clause's place in the document and its words."""
    found = policy.clauses[clause]
    return Reason(clause, found.place, found.quote, found.reading or "")


def duty_in_words(policy: Policy, duty: Obligation) -> str:
    """What is asked for: a kind of meeting or duty, or a step by its own name, since there are many of its kind."""
    if duty.what not in STEPS:
        return policy.what_words(duty.what)
    rule = next(rule.rule for rule in policy.rules if rule.rule.id == duty.rule)
    return rule.missing or closed_by(policy, rule)


def closed_by(policy: Policy, rule: Rule) -> str:
    """What, once it is recorded, meets a rule, in words."""
    ways = [event_in_words(policy, pattern) for pattern in rule.met_by]
    if rule.missing and not ways:
        return rule.missing
    return " or ".join(ways) or rule.says[:1].lower() + rule.says[1:].rstrip(".")


def event_in_words(policy: Policy, pattern: Pattern) -> str:
    """An event as a person says it; a milestone by the policy's own words."""
    if pattern.name:
        words = " or ".join(policy.milestones[name] for name in pattern.name)
        return words if pattern.event == "milestone" else f"a date being planned for {words}"
    return in_words(EVENT, pattern.event)


def _next(policy: Policy, rule: Rule) -> tuple[str, ...]:
    """What starts for every child when the rule is met; a rule for some children only is left out."""
    met = {pattern.event for pattern in rule.met_by if pattern.event != "milestone"}
    return tuple(
        f"{later.rule.says.rstrip('.')} ({later.rule.clause})"
        for later in policy.rules
        if _starts_with(later.rule, met) and later.rule.if_ is None and later.rule.while_ is None
    )


def _starts_with(rule: Rule, events: Iterable[str]) -> bool:
    return any(start.event is not None and start.event.event in events for start in rule.starts)
