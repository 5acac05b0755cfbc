"""Preparation: what of the procedure's checklists is ready for a child, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from permanence.journey import Journey
from permanence.policy import Policy
from permanence.policy_file.people import Checklist
from permanence.rules.conditions import compiled
from permanence.rules.history import history
from permanence.rules.spans import at

MOMENTS = ("invitation", "preparation")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist, in its own words."""

    clause: str
    text: str

    @property
    def key(self) -> str:
        """What stands for the line in a form: the same as long as its words are."""
        return sha256(self.text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a child's preparation is. Without any line there is nothing to prepare and nothing is said."""

    lines: tuple[Line, ...] = ()
    ready: frozenset[str] = frozenset()  # texts

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.text not in self.ready)


def checklists(policy: Policy) -> tuple[Checklist, ...]:
    """The checklists of the procedure that are gone through before a sitting."""
    return tuple(checklist for checklist in policy.checklists if checklist.moment in MOMENTS)


def readiness(policy: Policy, journey: Journey, on: date, ready: Collection[str]) -> Readiness:
    """The lines that concern this child on a day, each once, and those of them that are ready."""
    past = history(journey, on)
    lines: dict[str, Line] = {}
    for checklist in checklists(policy):
        if checklist.when is not None:
            holds = compiled(checklist.when, policy.facts, policy.calendar)
            if at(holds(past), on.toordinal()) is None:
                continue
        for text in checklist.items:
            lines.setdefault(text, Line(checklist.clause, text))
    return Readiness(tuple(lines.values()), frozenset(ready) & lines.keys())


def chosen_lines(lines: Iterable[Line], keys: Collection[str]) -> list[str]:
    """The words of the lines chosen in a form; a key of no line is passed over."""
    return [line.text for line in lines if line.key in keys]
