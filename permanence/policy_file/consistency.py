"""The checks that need to see a whole policy file: every name used is declared, and nothing waits for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from permanence.nearest import did_you_mean
from permanence.policy_file.clocks import SittingTarget, Start, Target
from permanence.policy_file.document import Notice, PolicyFile, Step
from permanence.policy_file.panels import panel_faults
from permanence.policy_file.parts import Condition, Pattern
from permanence.policy_file.people import MeetingKind, OwnerDuty, Seat
from permanence.policy_file.plan_options import PlanOptions
from permanence.policy_file.repeats import repeats
from permanence.policy_file.rules import WHATS, Rule
from permanence.policy_file.settings_named import setting_faults

Fault = tuple[tuple[str | int, ...], str]


DECLARED = {
    "clause": '[[clause]] with id = "{}", its quote and what it says',
    "milestone": '[milestones] and below it {} = "how people say it"',
    "fact": "[fact.{}] with says and when",
    "rule": '[[rule]] with id = "{}"',
    "role": '[[role]] with key = "{}" and its title',
    "panel": '[[panel]] with name = "{}"',
    "kind of meeting or duty": '[kinds] and below it {} = "how people say it"',
    "meeting": '[[meeting]] with kind = "{}"',
}


def faults(file: PolicyFile) -> Sequence[Fault]:
    """Everything wrong that one table alone cannot show, each with its path."""
    found: list[Fault] = []
    found += repeats(file)
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
    for path, part, key in walk(file, (), ""):
        for noun, known, used in checks:
            unknown = [word for word in used(part, key) if word not in known]
            found += [(_path_of(word, part, path), _undeclared(noun, word, known)) for word in unknown]
    return (
        *found,
        *_reviews_needed(file),
        *_chains(file),
        *_facts_in_order(file),
        *_panels(file),
        *setting_faults(file),
        *_permanence_meant(file),
    )


def _undeclared(noun: str, word: str, known: set[str]) -> str:
    allowed = f"allowed are {', '.join(sorted(known))}" if known else "none is declared yet"
    near, declared = did_you_mean(word, known), DECLARED[noun].format(word)
    return f"{noun} {word!r} is not declared; {allowed}{near}, or write {declared}"


def _path_of(word: str, part: Any, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path to the word itself, which is one of a table's words or stands in a list of them."""
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if value == word or (isinstance(value, list | dict) and word in value):
            return (*path, info.alias or name)
    return path


def walk(part: Any, path: tuple[str | int, ...], key: str) -> Iterator[tuple[tuple[str | int, ...], Any, str]]:
    """Every table of a file with its path and the word it stands under."""
    if isinstance(part, BaseModel):
        yield path, part, key
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            if value is not None:
                yield from walk(value, (*path, info.alias or name), name)
    elif isinstance(part, list):
        for i, item in enumerate(part):
            yield from walk(item, (*path, i), key)
    elif isinstance(part, dict):
        for name, item in part.items():
            yield from walk(item, (*path, name), key)


def _clauses_used(part: Any, _key: str) -> Iterable[str]:
    clause = getattr(part, "clause", None)
    return [clause] if isinstance(clause, str) else []


def _milestones_used(part: Any, _key: str) -> Iterable[str]:
    if isinstance(part, Pattern) and part.name:
        return part.name
    if isinstance(part, Target):
        return [part.planned] if part.planned else []
    if isinstance(part, Condition):
        return part.planned or []
    if isinstance(part, PlanOptions):
        return [part.not_an_option, part.may_be_an_option, part.reason_recorded]
    return []


def _facts_used(part: Any, _key: str) -> Iterable[str]:
    return (part.fact or []) if isinstance(part, Condition) else []


def _rules_used(part: Any, _key: str) -> Iterable[str]:
    return part.rule if isinstance(part, Start) else []


def _roles_used(part: Any, _key: str) -> Iterable[str]:
    if isinstance(part, Seat):
        return part.roles
    return [part.to] if isinstance(part, Step | OwnerDuty) else []


def _panels_used(part: Any, key: str) -> Iterable[str]:
    if isinstance(part, Pattern):
        return part.panel or []
    if isinstance(part, Rule):
        return [part.panel] if part.panel else []
    return [part.panel] if isinstance(part, SittingTarget) or key == "follows" else []


def _kinds_used(part: Any, _key: str) -> Iterable[str]:
    if isinstance(part, Rule):
        return [part.what]
    if isinstance(part, MeetingKind):
        return [part.kind]
    return part.what if isinstance(part, Step) else part.working_days if isinstance(part, Notice) else []


def _meetings_used(part: Any, _key: str) -> Iterable[str]:
    return [part.meeting] if isinstance(part, Seat) else []


def _reviews_needed(file: PolicyFile) -> list[Fault]:
    if file.reviews is not None:
        return []
    return [
        (path, "a review as a target needs the table [reviews]: when the first, second and later ones are due")
        for path, part, _key in walk(file, (), "")
        if getattr(part, "review", None) is not None
    ]


def _permanence_meant(file: PolicyFile) -> list[Fault]:
    """What waits for permanence needs the file to say when it is achieved."""
    if file.permanence is not None:
        return []
    message = "this waits for permanence, and nothing says when it is achieved: add the table [permanence]"
    return [
        (path, message)
        for path, part, key in walk(file, (), "")
        if getattr(part, "until_permanence", False) or "permanence" in _facts_used(part, key)
    ]


def _chains(file: PolicyFile) -> list[Fault]:
    """A rule that starts with another must not, along the chain, start with itself."""
    before = {rule.id: [name for start in rule.starts for name in start.rule] for rule in file.rule}
    queued = {rule.id for rule in file.rule if rule.oldest_first}
    found: list[Fault] = []
    for i, rule in enumerate(file.rule):
        if rule.id in _reached(before, rule.id):
            waits = " waits for ".join(_circle(before, rule.id))
            found.append((("rule", i, "starts"), f"rule {rule.id!r} would start with itself: {waits}"))
        found += [
            (("rule", i, "starts"), f"rule {name!r} is met oldest first and cannot start another")
            for name in before[rule.id]
            if name in queued
        ]
    return found


def _reached(links: dict[str, list[str]], start: str) -> set[str]:
    """Every name that can be come to from `start`."""
    seen: set[str] = set()
    waiting = list(links.get(start, ()))
    while waiting:
        step = waiting.pop()
        if step not in seen:
            seen.add(step)
            waiting += links.get(step, [])
    return seen


def _circle(links: dict[str, list[str]], name: str) -> list[str]:
    """The shortest way from a name back to itself, which there is."""
    waiting = [[name]]
    while waiting[0][-1] != name or len(waiting[0]) == 1:
        way = waiting.pop(0)
        waiting += [[*way, step] for step in links.get(way[-1], []) if step == name or step not in way]
    return waiting[0]


def _facts_in_order(file: PolicyFile) -> list[Fault]:
    """A fact may build only on facts written before it."""
    found: list[Fault] = [
        (("fact", name), f"fact {name!r} is always there, from [permanence]; give this one another name")
        for name in file.fact
        if name == "permanence"
    ]
    known = {"permanence"}
    for name, fact in file.fact.items():
        for path, part, key in walk(fact, ("fact", name), ""):
            found += [
                (path, f"fact {used!r} is used before it is written")
                for used in _facts_used(part, key)
                if used in file.fact and used not in known
            ]
        known.add(name)
    return found


def _panels(file: PolicyFile) -> list[Fault]:
    """Of several panels a rule says which; and none, along the panels it follows, follows itself."""
    links = {panel.name: [panel.follows.panel] if panel.follows else [] for panel in file.panel}
    return (
        panel_faults(file.rule, file.panel)
        + [
            (("panel", i, "follows"), f"panel {panel.name!r} would follow itself")
            for i, panel in enumerate(file.panel)
            if panel.name in _reached(links, panel.name)
        ]
        + _too_early(file)
    )


def _too_early(file: PolicyFile) -> list[Fault]:
    """A panel straight after another on the same day begins when that one has ended."""
    ends = {panel.name: panel.end for panel in file.panel}
    return [
        (("panel", i, "start"), f"it starts at {panel.start}, before the panel it follows ends at {ends[before]}")
        for i, panel in enumerate(file.panel)
        if panel.follows and not panel.follows.after and (before := panel.follows.panel) in ends
        if panel.start < ends[before]
    ]
