"""A whole policy file, and the checks that need to see all of it: every name used is a name declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import BaseModel, Field

from permanence.nearest import did_you_mean
from permanence.policy_file.parts import Condition, Part, Pattern, Word
from permanence.policy_file.people import (
    Checklist,
    Clause,
    Closure,
    Conflict,
    MeetingKind,
    Notice,
    OwnerDuty,
    Panel,
    Practice,
    Role,
    Seat,
    Setting,
    Step,
)
from permanence.policy_file.rules import (
    WHATS,
    Cohort,
    Fact,
    Permanence,
    PlanOptions,
    Reviews,
    Rule,
    Silence,
    SittingTarget,
    Start,
)

Fault = tuple[tuple[str | int, ...], str]


class PolicyFile(Part):
    """A council's procedure as data."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    authority: str
    document: str
    version: str
    record_system: str = "the child's record"
    kinds: dict[Word, str] = Field(default_factory=dict)
    milestones: dict[Word, str] = Field(default_factory=dict)
    clause: list[Clause] = Field(min_length=1)
    fact: dict[Word, Fact] = Field(default_factory=dict)
    permanence: Permanence
    reviews: Reviews | None = None
    rule: list[Rule] = Field(default_factory=list)
    cohort: list[Cohort] = Field(default_factory=list)
    silence: list[Silence] = Field(default_factory=list)
    plan_options: PlanOptions | None = None
    conflict: list[Conflict] = Field(default_factory=list)
    role: list[Role] = Field(default_factory=list)
    seat: list[Seat] = Field(default_factory=list)
    checklist: list[Checklist] = Field(default_factory=list)
    practice: list[Practice] = Field(default_factory=list)
    owner_duty: list[OwnerDuty] = Field(default_factory=list)
    meeting: list[MeetingKind] = Field(default_factory=list)
    notice: Notice
    reminder: list[Step] = Field(default_factory=list)
    setting: list[Setting] = Field(default_factory=list)
    closure: list[Closure] = Field(default_factory=list)
    panel: list[Panel] = Field(default_factory=list)


def faults(file: PolicyFile) -> list[Fault]:
    """Everything wrong that one table alone cannot show, each with its path."""
    found: list[Fault] = []
    found += _repeats(file)
    checks: list[tuple[str, set[str], Callable[[Any, str], Iterable[str]]]] = [
        ("clause", {clause.id for clause in file.clause}, _clauses_used),
        ("milestone", set(file.milestones), _milestones_used),
        ("fact", {*file.fact, "permanence"}, _facts_used),
        ("rule", {rule.id for rule in file.rule}, _rules_used),
        ("role", {role.key for role in file.role}, _roles_used),
        ("panel", {panel.name for panel in file.panel}, _panels_used),
        ("kind of meeting or duty", {*WHATS, *file.kinds}, _kinds_used),
        ("meeting", {meeting.kind for meeting in file.meeting}, _meetings_used),
    ]
    for path, part, key in _walk(file, (), ""):
        for noun, known, used in checks:
            found += [(path, _undeclared(noun, word, known)) for word in used(part, key) if word not in known]
    found += _reviews_needed(file) + _chains(file)
    return found


def _undeclared(noun: str, word: str, known: set[str]) -> str:
    allowed = ", ".join(sorted(known)) or "none is declared"
    return f"{noun} {word!r} is not declared; allowed are {allowed}{did_you_mean(word, known)}"


def _walk(part: Any, path: tuple[str | int, ...], key: str) -> Iterator[tuple[tuple[str | int, ...], Any, str]]:
    if isinstance(part, BaseModel):
        yield path, part, key
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            if value is not None:
                yield from _walk(value, (*path, info.alias or name), name)
    elif isinstance(part, list):
        for i, item in enumerate(part):
            yield from _walk(item, (*path, i), key)
    elif isinstance(part, dict):
        for name, item in part.items():
            yield from _walk(item, (*path, name), key)


def _clauses_used(part: Any, _key: str) -> Iterable[str]:
    clause = getattr(part, "clause", None)
    return [clause] if isinstance(clause, str) else []


def _milestones_used(part: Any, _key: str) -> Iterable[str]:
    if isinstance(part, Pattern) and part.event == "milestone":
        return part.name or []
    if isinstance(part, PlanOptions):
        return [part.not_an_option, part.may_be_an_option, part.reason_recorded]
    return []


def _facts_used(part: Any, _key: str) -> Iterable[str]:
    return (part.fact or []) if isinstance(part, Condition) else []


def _rules_used(part: Any, _key: str) -> Iterable[str]:
    return [part.rule] if isinstance(part, Start) and part.rule is not None else []


def _roles_used(part: Any, _key: str) -> Iterable[str]:
    if isinstance(part, Seat):
        return [part.role]
    return [part.to] if isinstance(part, Step | OwnerDuty) else []


def _panels_used(part: Any, key: str) -> Iterable[str]:
    return [part.panel] if isinstance(part, SittingTarget) or key == "follows" else []


def _kinds_used(part: Any, _key: str) -> Iterable[str]:
    if isinstance(part, Rule):
        return [part.what]
    return part.what if isinstance(part, Step) else part.working_days if isinstance(part, Notice) else []


def _meetings_used(part: Any, _key: str) -> Iterable[str]:
    return [part.meeting] if isinstance(part, Seat) else []


def _repeats(file: PolicyFile) -> list[Fault]:
    """Names that must be the only one of their kind."""
    named: list[tuple[str, list[str]]] = [
        ("clause", [clause.id for clause in file.clause]),
        ("rule", [rule.id for rule in file.rule]),
        ("role", [role.key for role in file.role]),
        ("panel", [panel.name for panel in file.panel]),
        ("checklist", [checklist.id for checklist in file.checklist]),
        ("meeting", [meeting.kind for meeting in file.meeting]),
    ]
    return [
        ((table, i), f"{table} {name!r} stands twice; each must have its own name")
        for table, names in named
        for i, name in enumerate(names)
        if name in names[:i]
    ]


def _reviews_needed(file: PolicyFile) -> list[Fault]:
    if file.reviews is not None:
        return []
    return [
        (path, "a review as a target needs the table [reviews]: when the first, second and later ones are due")
        for path, part, _key in _walk(file, (), "")
        if getattr(part, "review", None) is not None
    ]


def _chains(file: PolicyFile) -> list[Fault]:
    """A rule that starts with another must not, along the chain, start with itself."""
    before = {rule.id: [start.rule for start in rule.starts if start.rule] for rule in file.rule}
    found: list[Fault] = []
    for i, rule in enumerate(file.rule):
        seen: set[str] = set()
        waiting = list(before[rule.id])
        while waiting:
            step = waiting.pop()
            if step not in seen:
                seen.add(step)
                waiting += before.get(step, [])
        if rule.id in seen:
            found.append((("rule", i, "starts"), f"rule {rule.id!r} would start with itself"))
    return found
