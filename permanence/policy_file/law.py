"""Law that applies to every council: a file of its own, on which a council's procedure may build."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field, model_validator

from permanence.explain import on_day
from permanence.policy_file.clocks import Yes
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.parts import Name, Part, Word
from permanence.policy_file.people import Clause
from permanence.policy_file.rules import Fact, Reviews, Rule
from permanence.policy_file.values import Date

Path = tuple[str | int, ...]


class LawClause(Clause):
    """A provision of the law: where it is written, how far it was read, and since when it is in force."""

    source: str = Field(min_length=10)
    reading: str = Field(min_length=10)
    in_force_from: Date | None = Field(default=None, alias="from")
    awaits: str | None = None  # what has to happen before it comes into force, where no day is known

    @model_validator(mode="after")
    def dated_or_awaited(self) -> LawClause:
        if self.in_force_from is not None and self.awaits is not None:
            raise ValueError("from and awaits cannot both be said: either the day is known or it is not")
        if self.place:
            raise ValueError("a clause of the law has source in place of place: the Act or the regulations, and where")
        return self


class LawFile(Part):
    """Provisions of the law as data. It is no procedure: it has no panel, no people and no settings."""

    law: Yes
    name: Name
    title: str
    kinds: dict[Word, str] = Field(default_factory=dict)
    milestones: dict[Word, str] = Field(default_factory=dict)
    clause: list[LawClause] = Field(min_length=1)
    fact: dict[Word, Fact] = Field(default_factory=dict)
    reviews: Reviews | None = None
    rule: list[Rule] = Field(default_factory=list)


def built_on(file: PolicyFile, law: LawFile) -> PolicyFile:
    """The procedure with the law beside it: what is the council's stands first and keeps its place."""
    in_force = {clause.id: clause.in_force_from for clause in law.clause}
    return file.model_copy(
        update={
            "kinds": {**law.kinds, **file.kinds},
            "milestones": {**law.milestones, **file.milestones},
            "clause": [*file.clause, *(_marked(clause) for clause in law.clause)],
            "fact": {**law.fact, **file.fact},
            "reviews": file.reviews or law.reviews,
            "rule": [*file.rule, *(_dated(rule, in_force.get(rule.clause)) for rule in law.rule)],
        }
    )


def _marked(clause: LawClause) -> LawClause:
    """Wherever a clause is shown, its place says that it is the law, which, and from when."""
    place = f"the law, {clause.source}"
    if clause.in_force_from is not None:
        place += f", in force from {on_day(clause.in_force_from)}"
    if clause.awaits is not None:
        place += f", not yet in force: {clause.awaits}"
    return clause.model_copy(update={"place": place})


def _dated(rule: Rule, in_force_from: date | None) -> Rule:
    if in_force_from is None or rule.in_force_from is not None:
        return rule
    return rule.model_copy(update={"in_force_from": in_force_from})


def collisions(file: PolicyFile, law: LawFile) -> Iterator[tuple[Path, str]]:
    """What the procedure and the law both declare, so that one word would mean two things."""
    yield from _both("clause", [item.id for item in file.clause], {item.id for item in law.clause}, law)
    yield from _both("rule", [item.id for item in file.rule], {item.id for item in law.rule}, law)
    tables: tuple[tuple[str, str, Any, Any], ...] = (
        ("kinds", "kind", file.kinds, law.kinds),
        ("milestones", "milestone", file.milestones, law.milestones),
        ("fact", "fact", file.fact, law.fact),
    )
    for table, noun, own, its in tables:
        for name in own:
            if name in its:
                message = f"{noun} {name!r} is the law's ({law.name}): use that one, or give yours another name"
                yield (table, name), message
    if file.reviews is not None and law.reviews is not None:
        yield ("reviews",), f"when reviews are due is the law's ({law.name}): take the table out here"


def _both(table: str, own: list[str], its: set[str], law: LawFile) -> Iterator[tuple[Path, str]]:
    for i, name in enumerate(own):
        if name in its:
            yield (table, i), f"{table} {name!r} is the law's ({law.name}): give yours another name"


def awaited_rules(law: LawFile) -> Iterator[tuple[Path, str]]:
    """A rule on a clause that is not in force and has no day would ask for what nobody owes yet."""
    awaited = {clause.id for clause in law.clause if clause.awaits is not None}
    for i, rule in enumerate(law.rule):
        if rule.clause in awaited:
            yield ("rule", i), f"clause {rule.clause} is not in force and no day is known; write its rule with the day"


def of_the_law(path: Path, file: PolicyFile) -> Path | None:
    """The place in the law's file of something found in the two together; None for what is the council's."""
    own: list[Clause] | list[Rule] = file.clause if path[:1] == ("clause",) else file.rule
    if len(path) > 1 and path[0] in ("clause", "rule") and isinstance(path[1], int) and path[1] >= len(own):
        return (path[0], path[1] - len(own), *path[2:])
    if len(path) > 1 and path[0] in ("fact", "kinds", "milestones") and path[1] not in getattr(file, str(path[0])):
        return path
    return None
