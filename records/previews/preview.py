"""What an import would do, before anybody agrees to it: the values the differences are told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from permanence.journey import Event, Journey
from records.files.problems import RowProblem
from records.lists.annex_a import Excluded

Fact = str | bool | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is already held of one child: the journey without withdrawn events, and the last imported row."""

    journey: Journey
    initials: str = ""
    worker: str | None = None
    last_row: Mapping[str, Fact] = field(default_factory=dict)
    aside: bool = False  # in no list: only what returns told of short breaks is held


@dataclass(frozen=True, slots=True)
class Person:
    """The facts of a child that are not events, as they should stand after the import."""

    initials: str
    date_of_birth: date | None
    unaccompanied: bool
    team: str | None
    worker: str | None


@dataclass(frozen=True, slots=True)
class FactChange:
    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An event the file says was wrong; it is marked withdrawn with the reason, never deleted."""

    event: Event
    because: str


@dataclass(frozen=True, slots=True)
class Change:
    """One child's part of an import: withdraw first, then add. `last_row` is kept for the next comparison."""

    child: str
    line: int
    person: Person
    add: tuple[Event, ...]
    withdraw: tuple[Withdrawal, ...]
    facts: tuple[FactChange, ...]
    last_row: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Missing:
    """A child in care by our record who is not in the file: asked about, never ended silently."""

    child: str
    team: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the person confirming should know, though nothing is refused."""

    child: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """`left` are changes that end a period of care.

    `refused` is everything said of a row of which nothing is taken, `omitted` what is said of the others.
    """

    filename: str
    sheet: str
    as_of: date
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    left: tuple[Change, ...]
    unchanged: tuple[str, ...]
    missing: tuple[Missing, ...]
    refused: tuple[RowProblem, ...]
    omitted: tuple[RowProblem, ...]
    excluded: tuple[Excluded, ...]
    notes: tuple[Note, ...]
    taken: Mapping[str, int]
    sources: tuple[str, ...] = ()  # what each file was recognised as
    in_care: int | None = None  # children in care by the record once this is written; none of one file alone
    remembered: tuple[Change, ...] = ()  # children left aside: only what was told of them, for the next comparison
    told_again: tuple[Change, ...] = ()  # children unchanged in a list made on a later day: only that day

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything to write, in the order of the file."""
        return tuple(sorted((*self.new, *self.changed, *self.left), key=lambda change: change.line))

    @property
    def writes(self) -> bool:
        """Whether anything goes into the record, if only to be remembered."""
        return bool(self.changes or self.remembered or self.told_again)

    @property
    def counts(self) -> dict[str, int]:
        in_care = {} if self.in_care is None else {"in_care": self.in_care}
        return in_care | {
            "new": len(self.new),
            "changed": len(self.changed),
            "left": len(self.left),
            "unchanged": len(self.unchanged),
            "missing": len(self.missing),
            "refused": len({(problem.sheet, problem.line) for problem in self.refused}),
            "omitted": len(self.omitted),
            "excluded": len(self.excluded),
            "events": sum(len(change.add) for change in self.changes),
        }
