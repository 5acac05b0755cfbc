"""Is a policy file right? Everything that is wrong at once, or what the file holds and what is still to confirm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from permanence.explain import counted
from permanence.panel.regular_days import doubts_by_date
from permanence.policy import Policy, PolicyError, build, parse, read
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.law import LawClause
from permanence.policy_tools.chairs import chair_doubts
from permanence.policy_tools.dead_parts import dead_parts
from permanence.policy_tools.dead_rules import dead_rules
from permanence.policy_tools.odd_numbers import odd_numbers
from permanence.rules.planned import PLANNED, planned_in


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: whether the file can be run, and the report a person reads."""

    valid: bool
    report: str
    warned: bool = False


def check_policy(path: str | Path) -> Checked:
    """Reads, checks and compiles the file; nothing is run on any child."""
    return _checked(str(path), lambda: read(Path(path)))


def check_text(text: str, name: str) -> Checked:
    """The same of a text that is not written to a file yet."""
    return _checked(name, lambda: parse(text, name))


def _checked(path: str, made: Callable[[], PolicyFile]) -> Checked:
    try:
        policy = build(made())
    except PolicyError as trouble:
        count = len(trouble.faults)
        head = f"{path} is not valid: {counted(count, 'thing needs', 'things need')} mending."
        return Checked(False, "\n".join([head, *(f"  {fault}" for fault in trouble.faults)]) + "\n")
    file = policy.file
    lines = [
        f"{path} is valid: {file.name}, {counted(len(file.clause), 'clause')}, {counted(len(policy.rules), 'rule')},"
        f" {counted(len(file.cohort), 'group')}, {counted(len(file.panel), 'panel')}."
    ]
    lines += _of_the_law(policy)
    lines += [f"  Nothing stands on clause {clause}." for clause in unused_clauses(file)]
    lines += [
        f"  To be confirmed, {conflict.clause}: {conflict.question} Now: {conflict.choice}."
        for conflict in file.conflict
        if not conflict.confirmed
    ]
    lines += [f"  The council's own setting, {setting.path}: {setting.says}" for setting in file.setting]
    warnings = [
        *doubts_by_date(file, policy.calendar),
        *chair_doubts(policy),
        *_replanned(file),
        *dead_rules(policy),
        *dead_parts(policy),
        *odd_numbers(file),
    ]
    lines += [f"  Warning: {warning}" for warning in warnings]
    return Checked(True, "\n".join(lines) + "\n", bool(warnings))


def _replanned(file: PolicyFile) -> Iterator[str]:
    """A rule that each plan starts and that is due by the day planned: a date that moves would leave the old duty."""
    for rule in file.rule:
        begun = {
            name for start in rule.starts if start.event and start.event.event == PLANNED for name in planned_in(start)
        }
        if again := sorted(begun & set(planned_in(rule.due))):
            yield (
                f"Rule {rule.id} ({rule.clause}) starts again each time the date of {again[0]} moves: write"
                f' becomes = {{ planned = "{again[0]}" }}, which starts it once.'
            )


def _of_the_law(policy: Policy) -> list[str]:
    """What the procedure builds on, and which of it is not in force yet."""
    law = {clause.id: clause for clause in policy.file.clause if isinstance(clause, LawClause)}
    if not law:
        return []
    rules = sum(rule.clause in law for rule in policy.file.rule)
    waiting = [clause for clause in law.values() if clause.awaits is not None]
    return [
        f"  It builds on the law {policy.file.builds_on}: {counted(len(law), 'clause')}, {counted(rules, 'rule')}.",
        *(f"  Nothing is asked for yet under {clause.id}: {clause.place}." for clause in waiting),
    ]


def unused_clauses(file: PolicyFile) -> list[str]:
    """Clauses in force that no rule, group, list, panel or choice stands on."""
    used: set[str] = set()
    _collect(file, used)
    waiting = {clause.id for clause in file.clause if isinstance(clause, LawClause) and clause.awaits is not None}
    return [clause.id for clause in file.clause if clause.id not in used | waiting]


def _collect(part: Any, used: set[str]) -> None:
    if isinstance(part, BaseModel):
        clause = getattr(part, "clause", None)
        if isinstance(clause, str):
            used.add(clause)
        for name in type(part).model_fields:
            _collect(getattr(part, name), used)
    elif isinstance(part, list):
        for item in part:
            _collect(item, used)
    elif isinstance(part, dict):
        for item in part.values():
            _collect(item, used)
