"""Rules that are valid and yet never fire: each is played on made-up children, and the reason is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from permanence.policy import Policy, build
from permanence.policy_file.clocks import Start
from permanence.policy_file.parts import Condition, Counted
from permanence.policy_file.rules import Rule
from permanence.policy_tools.made_up_children import Vocabulary, made_up, vocabulary
from permanence.rules.history import history
from permanence.rules.model import Occurrence, RunnableRule
from permanence.rules.running import run
from permanence.rules.spans import BEGINNING, FOREVER
from permanence.rules.taking_up import due_date

CHILDREN = 600  # played only until everything has been seen of a rule, which is mostly within a hundred


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
        yield from _implied_counts(rule.rule)
        if rule.first_day >= rule.last_day:
            yield f"Rule {rule.rule.id} ({rule.rule.clause}) is never in force: `until` is not later than `from`."
            continue
        seen = played(policy, rule)
        name = f"Rule {rule.rule.id} ({rule.rule.clause})"
        if not seen.started:
            yield f"{name} never starts: {_why_not(policy, rule)}."
        elif not seen.met:
            yield f"{name} is never met: nothing that meets it can happen after it starts."
        elif not seen.late and not seen.whole:
            ends = "it always ends before its date" if seen.dated else "its date is never known"
            yield f"{name} is never late: {ends}."
        if seen.started:
            yield from _missed_birthdays(rule.rule, name)


def played(policy: Policy, rule: RunnableRule) -> Seen:
    """The rule, with those it waits for, on one made-up child after another until there is nothing more to see."""
    chain = [replace(one, first_day=BEGINNING, last_day=FOREVER) for one in _chain(policy, rule)]
    seen = Seen(whole=all(due.undated is not None for due in rule.rule.due))
    words = _words(policy, [one.rule for one in chain])
    for number in range(CHILDREN):
        journey, as_of = made_up(words, number)
        past = history(journey, as_of)
        for clock in run(chain, past):
            if clock.rule.rule.id == rule.rule.id:
                day = due_date(past, clock).day
                _note(seen, clock, day)
        if seen.everything:
            break
    return seen


def _note(seen: Seen, clock: Occurrence, day: int | None) -> None:
    seen.started = True
    seen.met = seen.met or clock.met is not None
    if day is not None:
        seen.dated = True
        seen.late = seen.late or min(clock.met or FOREVER, clock.stop) > day


def _chain(policy: Policy, rule: RunnableRule) -> list[RunnableRule]:
    """The rule and those it waits for, in the order they are run."""
    wanted = {rule.rule.id}
    for one in reversed(policy.rules):
        if one.rule.id in wanted:
            wanted |= {name for start in one.rule.starts for name in start.rule}
    return [one for one in policy.rules if one.rule.id in wanted]


def _words(policy: Policy, rules: Sequence[Rule]) -> Vocabulary:
    """What the rules speak of, with the facts they use and the facts those use."""
    parts: list[BaseModel] = list(rules)
    known = policy.file.fact
    used: list[str] = []
    for part in parts:  # grows as facts are found
        for condition in _conditions(part):
            new = [name for name in condition.fact or [] if name in known and name not in used]
            used += new
            parts += [known[name] for name in new]
    return vocabulary(
        [
            *parts,
            *(
                [policy.file.permanence]
                if policy.file.permanence and any(rule.until_permanence for rule in rules)
                else []
            ),
        ]
    )


def _conditions(part: object) -> Iterator[Condition]:
    if isinstance(part, Condition):
        yield part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _conditions(getattr(part, name))
    elif isinstance(part, list):
        for item in part:
            yield from _conditions(item)


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


def _starts(policy: Policy, changed: Rule) -> bool:
    rules = [changed if one.id == changed.id else one for one in policy.file.rule]
    other = build(policy.file.model_copy(update={"rule": rules}), policy.path)
    rule = next(one for one in other.rules if one.rule.id == changed.id)
    return played(other, rule).started


def _implied_counts(rule: Rule) -> Iterator[str]:
    """`at_most` alone is read with at least one; an officer may mean none as well."""
    for part in _conditions(rule):
        if (
            isinstance(part.count, Counted)
            and part.count.at_most is not None
            and "at_least" not in part.count.model_fields_set
        ):
            yield (
                f"Rule {rule.id} ({rule.clause}) counts {part.count.event} as at least 1, because `at_least` is not"
                " written: write at_least = 0 where none will do as well, or at_least = 1 to say so."
            )


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
