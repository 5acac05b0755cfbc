"""Clauses, rules, groups, facts and silences of a policy file read aloud, each phrase by itself."""

from __future__ import annotations

from collections.abc import Iterator

from permanence.explain import on_day, ordinal
from permanence.people.person import ROLES
from permanence.policy import Policy
from permanence.policy_file.people import Clause
from permanence.policy_file.plan_options import PlanOptions
from permanence.policy_file.rules import Cohort, Rule
from permanence.policy_tools.aloud import (
    ages_aloud,
    condition_aloud,
    due_aloud,
    listed,
    patterns_aloud,
    plain,
    plan_words,
    start_aloud,
)
from permanence.policy_tools.sentence import Sentence
from permanence.rules.compiling import plan_option_rules
from permanence.rules.conditions import duration


def clause_aloud(clause: Clause) -> Sentence:
    """What it says, its words with their place, and how it is read."""
    place = f"{clause.place}: " if clause.place else ""
    said = [f"{clause.id}. {clause.says}", f'{place}"{clause.quote}"', *(f'"{also}"' for also in clause.also)]
    said += [f"How it is read: {clause.reading}"] if clause.reading else []
    return Sentence("clause", clause.id, tuple(said))


def rules(policy: Policy) -> Iterator[Sentence]:
    options = policy.file.plan_options
    for rule in (*policy.file.rule, *(plan_option_rules(options) if options else ())):
        yield Sentence("rule", rule.id, tuple(_of_rule(rule, policy)), rule.clause)


def _of_rule(rule: Rule, policy: Policy) -> Iterator[str]:
    yield rule.says
    yield f"Starts with {listed(start_aloud(start, policy) for start in rule.starts)}"
    if rule.if_ is not None:
        yield f"if then {condition_aloud(rule.if_, policy)}"
    if rule.while_ is not None:
        yield f"while {condition_aloud(rule.while_, policy)}"
    by_when = listed((due_aloud(due, policy) for due in rule.due), "and")
    yield f"required, {by_when}" if rule.due[0].undated else f"due {by_when}"
    yield from _met(rule, policy)
    ends = [] if rule.outlives_care else ["the child leaving care"]
    ends += ["permanence"] if rule.until_permanence else []
    ends += [patterns_aloud(rule.stops, policy)] if rule.stops else []
    if ends:
        yield f"ended by {listed(ends)}"
    yield from _kept(rule, policy)


def _met(rule: Rule, policy: Policy) -> Iterator[str]:
    if rule.met_by:
        nth = f"time {rule.nth} of " if rule.nth > 1 else ""
        oldest = ", the oldest first" if rule.oldest_first else ""
        each = ", for each sibling by itself" if rule.per_sibling else ""
        opening = ", once its window has opened" if rule.counts_from == "opening" else ""
        yield f"met by {nth}{patterns_aloud(rule.met_by, policy)}{oldest}{each}{opening}"
    if rule.met_when is not None:
        yield f"met when {condition_aloud(rule.met_when, policy)}"


def _kept(rule: Rule, policy: Policy) -> Iterator[str]:
    """Whom it is about, who is asked, who records it, what is beside it and from when it is in force."""
    if rule.scope == "life":
        yield "at any time of the child's life, in care or not"
    if rule.shorter_interval:
        yield "sooner where a manager has set a shorter interval"
    if rule.asks:
        yield f"asked of {rule.asks}"
    if rule.recorded_by:
        yield f"recorded by {listed(ROLES[role] for role in rule.recorded_by)}"
    if rule.note:
        yield f"with a note: {rule.note}"
    if rule.missing:
        yield f"a plan that lacks it is said to be {rule.missing}"
    if rule.statutory:
        yield f"the law itself asks for it within {duration(rule.statutory.within)} ({rule.statutory.source})"
    if rule.in_force_from:
        yield f"in force from {on_day(rule.in_force_from)}"
    if rule.in_force_until:
        yield f"repealed on {on_day(rule.in_force_until)}"
    if rule.reading:
        yield f"how it is read: {rule.reading}"
    of_panel = f" of the {rule.panel} panel" if rule.panel else ""
    yield f"({rule.id}: {policy.what_words(rule.what)}{of_panel})"


def groups(policy: Policy) -> Iterator[Sentence]:
    for group in policy.file.cohort:
        yield Sentence("group", group.title, tuple(_of_group(group, policy)), group.clause)


def _of_group(group: Cohort, policy: Policy) -> Iterator[str]:
    lasting = f" for {duration(group.lasting)}" if group.lasting else ""
    after = ", also after permanence" if group.after_permanence else ""
    yield f'Group "{group.title}" ({group.cohort}): {condition_aloud(group.when, policy)}{lasting}{after}'
    yield f'a child is in it because of "{group.says}"'
    if group.reading:
        yield f"how it is read: {group.reading}"
    if group.in_force_from:
        yield f"from {on_day(group.in_force_from)} on"
    if group.in_force_until:
        yield f"no longer from {on_day(group.in_force_until)} on"


def permanence(policy: Policy) -> Iterator[Sentence]:
    found = policy.file.permanence
    if found is not None:
        said = f"Permanence counts as achieved ({found.says}) at {patterns_aloud(found.achieved_by, policy)}"
        yield Sentence("permanence", "achieved", (said,), found.clause)


def no_permanence(policy: Policy) -> Iterator[Sentence]:
    if policy.file.permanence is None:
        said = "The document does not say when permanence is achieved: only leaving care ends a series"
        yield Sentence("permanence", "achieved", (said,))


def plan_options(policy: Policy) -> Iterator[Sentence]:
    found = policy.file.plan_options
    if found is not None:
        yield Sentence("plan_options", "options", tuple(_of_options(found, policy)), found.clause)
        for row in found.row:
            ages, person = ages_aloud(row.age), plain(row.connected_person)
            name = f"{ages}, a connected person {person}"
            yield Sentence("plan_options", name, (f"Aged {name}: {plan_words(row.plans)}",), found.clause)


def _of_options(found: PlanOptions, policy: Policy) -> Iterator[str]:
    yield found.says
    yield f"a connected person is not an option once {policy.milestones[found.not_an_option]} is recorded"
    yield f"a connected person may be an option once {policy.milestones[found.may_be_an_option]} is recorded"
    yield f"another plan needs {policy.milestones[found.reason_recorded]}"
    if found.always:
        yield f"open to every child: {plan_words(found.always)}"


def facts(policy: Policy) -> Iterator[Sentence]:
    for name, fact in policy.file.fact.items():
        said = f'"{fact.says}" ({name}): {condition_aloud(fact.when, policy)}'
        yield Sentence("fact", name, (said,))


def silences(policy: Policy) -> Iterator[Sentence]:
    for number, item in enumerate(policy.file.silence, start=1):
        clause = f" ({item.clause})" if item.clause else ""
        when = f"said when {condition_aloud(item.when, policy)}{clause}"
        yield Sentence("silence", f"the {ordinal(number)}", (item.reason, when))
