"""One child's journey while a row is being read into it: every step looks at it as the steps before left it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from permanence.journey import Event, Field
from records.files.mapping import ExtractMapping
from records.lists.child_row import ChildRow
from records.lists.standing import Standing, has, standing
from records.previews.preview import Known, Withdrawal
from records.returns.kept_tellings import kept_tellings
from records.returns.tellings import Telling


@dataclass(frozen=True, slots=True)
class Following:
    """`earlier`: the row tells of a period of care before the one on record, and nothing follows from it."""

    add: tuple[Event, ...]
    withdraw: tuple[Withdrawal, ...]
    notes: tuple[str, ...]
    earlier: bool = False


class Draft:
    """A journey being brought up to date; every step looks at it as the steps before left it."""

    def __init__(self, row: ChildRow, before: Known, mapping: ExtractMapping, as_of: date) -> None:
        self.row = row
        self.before = before
        self.mapping = mapping
        self.as_of = as_of
        self.journey = before.journey
        self.added: list[Event] = []
        self.withdrawn: list[Withdrawal] = []
        self.notes: list[str] = []

    @cached_property
    def later_return(self) -> Telling | None:
        """The newest return imported, where it speaks of a time after this list was made."""
        newest = max(kept_tellings(self.before.last_row), key=lambda telling: telling.key, default=None)
        speaks = newest is not None and (newest.until, newest.made) > (self.as_of, self.as_of)
        return newest if speaks else None

    @property
    def now(self) -> Standing:
        return standing(self.journey)

    def add(self, on: date, type: str, **fields: Field) -> None:
        event = Event(on, type, fields)
        if not has(self.journey, event):
            self.added.append(event)
            self.journey = replace(self.journey, events=(*self.journey.events, event))

    def withdraw(self, event: Event, because: str) -> None:
        self.journey = replace(self.journey, events=tuple(e for e in self.journey.events if e is not event))
        if any(event is added for added in self.added):
            self.added = [added for added in self.added if added is not event]
        else:
            self.withdrawn.append(Withdrawal(event, because))

    def note(self, sentence: str) -> None:
        self.notes.append(f"{self.row.child}: {sentence}")

    def gives(self, *names: str) -> bool:
        return not self.row.omitted.intersection(names)
