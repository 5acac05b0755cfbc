"""Rules that are valid and yet never fire: each is played on made-up children, and the reason is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from permanence.explain import ordinal
from permanence.policy import Policy, build
from permanence.policy_file.clocks import Start
from permanence.policy_file.parts import Condition
from permanence.policy_file.rules import Rule
from permanence.policy_tools.dead_conditions import can_hold, why_never, words_of
from permanence.policy_tools.made_up_children import CHILDREN, life
from permanence.rules.model import Occurrence, RunnableRule
from permanence.rules.running import run
from permanence.rules.spans import BEGINNING, FOREVER
from permanence.rules.taking_up import due_date

WITHOUT = {
    "if_": "what stands in `if` is never true on the day it would start",
    "while_": "what stands in `while` is never true on the day it would start; what comes true later"
    " does not start it, write it as `becomes`",
    "scope": "its start only happens while no child is in care",
}


@dataclass(slots=True)
class Seen:
    """What the made-up children showed of a rule."""

    started: bool = False
    met: bool = False
    dated: bool = False
    late: bool = False
    whole: bool = False  # it may be undated, and then nothing can be late

    @property
    def everything(self) -> bool:
        return self.started and self.met and (self.late or self.whole)


def dead_rules(policy: Policy, only: str | None = None) -> Iterator[str]:
    """One sentence for each rule, or one of them, that never starts, is never met or never late, with the reason."""
    for rule in policy.rules:
        if only not in (None, rule.rule.id):
            continue
        if rule.first_day >= rule.last_day:
            yield f"Rule {rule.rule.id} ({rule.rule.clause}) is never in force: `until` is not later than `from`."
            continue
        name = f"Rule {rule.rule.id} ({rule.rule.clause})"
        if why := _impossible(policy, rule.rule):
            yield f"{name} never starts: {why}."
            continue
        seen = played(policy, rule)
        if not seen.started:
            yield f"{name} never starts: {_why_not(policy, rule)}."
        elif not seen.met:
            yield f"{name} is never met: nothing that meets it can happen after it starts."
        elif not seen.late and not seen.whole:
            ends = "it always ends before its date" if seen.dated else "its date is never known"
            yield f"{name} is never late: {ends}."
        if seen.started:
            yield from _missed_birthdays(rule.rule, name)
            yield from _idle_starts(policy, rule, name)


def played(policy: Policy, rule: RunnableRule, only_start: bool = False) -> Seen:
    """The rule, with those it waits for, on one made-up child after another until there is nothing more to see."""
    its = [rule if one.rule.id == rule.rule.id else one for one in _chain(policy, rule)]
    chain = [replace(one, first_day=BEGINNING, last_day=FOREVER) for one in its]
    seen = Seen(whole=all(due.undated is not None for due in rule.rule.due))
    words = words_of(policy, [one.rule for one in chain])
    for number in range(CHILDREN):
        past = life(words, number)
        for clock in run(chain, past):
            if clock.rule.rule.id == rule.rule.id:
                day = due_date(past, clock).day
                _note(seen, clock, day)
        if seen.everything or (only_start and seen.started):
            break
    return seen


def _note(seen: Seen, clock: Occurrence, day: int | None) -> None:
    seen.started = True
    seen.met = seen.met or clock.met is not None
    if day is not None:
        seen.dated = True
        seen.late = seen.late or min(clock.met or FOREVER, clock.stop) > day


def _idle_starts(policy: Policy, rule: RunnableRule, name: str) -> Iterator[str]:
    """Of several ways to start, each that never does."""
    for number, start in enumerate(rule.starts):
        if len(rule.starts) > 1 and not played(policy, replace(rule, starts=(start,)), only_start=True).started:
            yield (
                f"{name} is never started by the {ordinal(number + 1)} of its starts: it never happens while `if` and"
                " `while` allow the rule to start."
            )


def _chain(policy: Policy, rule: RunnableRule) -> list[RunnableRule]:
    """The rule and those it waits for, in the order they are run."""
    wanted = {rule.rule.id}
    for one in reversed(policy.rules):
        if one.rule.id in wanted:
            wanted |= {name for start in one.rule.starts for name in start.rule}
    return [one for one in policy.rules if one.rule.id in wanted]


def _why_not(policy: Policy, rule: RunnableRule) -> str:
    """The part without which it would start."""
    for part, said in WITHOUT.items():
        changed = rule.rule.model_copy(update={part: "life" if part == "scope" else None})
        if changed != rule.rule and _starts(policy, changed):
            return said
    if _starts(policy, rule.rule.model_copy(update={"if_": None, "while_": None})):
        return "what stands in `if` and in `while` is never true on the day it would start"
    if waits := [" and ".join(start.rule) for start in rule.rule.starts if start.rule]:
        return f"it waits for {' or '.join(waits)}, which is never met together with what `needs` asks for"
    if any(start.becomes for start in rule.rule.starts):
        return "what stands in `becomes` can never come true"
    return "what stands in `starts` can never happen"


def _impossible(policy: Policy, rule: Rule) -> str:
    """The condition without which it never starts and which can hold of no child, whenever it is asked; or nothing."""
    asked = [("if", rule.if_), ("while", rule.while_)]
    asked += [("becomes", start.becomes) for start in rule.starts if len(rule.starts) == 1]
    for word, condition in asked:
        if condition is None:
            continue
        whole = condition if rule.scope == "life" else Condition(in_care=True, all_of=[condition])
        if not can_hold(policy, whole):
            return f"what stands in `{word}` is never true, {why_never(policy, whole)}"
    return ""


def _starts(policy: Policy, changed: Rule) -> bool:
    """Whether the rule so changed would start; only it and those it waits for are made runnable again."""
    its = {one.rule.id for one in _chain(policy, _of(policy, changed.id))}
    rules = [changed if one.id == changed.id else one for one in policy.file.rule if one.id in its]
    rest = {"rule": rules, "cohort": [], "seat": [], "silence": []}
    other = build(policy.file.model_copy(update=rest), policy.path)
    return played(other, _of(other, changed.id), only_start=True).started


def _of(policy: Policy, id: str) -> RunnableRule:
    return next(one for one in policy.rules if one.rule.id == id)


def _missed_birthdays(rule: Rule, name: str) -> Iterator[str]:
    """A birthday starts nothing for who enters care on it or after, unless another start is there for them."""
    birthdays = [start.birthday for start in rule.starts if start.birthday and start.birthday < 18]
    if birthdays and rule.scope == "care" and not any(_at_entry(start) for start in rule.starts):
        yield (
            f"{name} misses every child who comes into care after turning {min(birthdays)}: add a start"
            ' { event = { event = "entered_care" } } with an age in `if`, where they are meant as well.'
        )


def _at_entry(start: Start) -> bool:
    return start.becomes is not None or (start.event is not None and start.event.event == "entered_care")
