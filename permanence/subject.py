"""A subject: what a card, a message or a line of history is about, as one value with one spelling, `kind:id`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind and which one of it: the id of a row, a child's reference, or what `dated` and `numbered` make."""

    kind: str
    id: str

    @classmethod
    def of(cls, kind: str, id: int | str) -> Subject:
        return cls(kind, str(id))

    @classmethod
    def parse(cls, text: object) -> Subject:
        """What `str` wrote; of anything else a subject of no kind, which no handler knows."""
        kind, _, id = str(text or "").partition(":")
        return cls(kind, id)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def number(self) -> int | None:
        """The id where it is the number of a row; none where it is not."""
        return int(self.id) if self.id.isascii() and self.id.isdigit() and len(self.id) < MOST_DIGITS else None

    def key(self, mark: int | str) -> str:
        """The name of one telling of this subject, for ever: `mark` is its version, or what else is new about it."""
        if isinstance(mark, int):
            return f"{self}:v{mark}"
        return f"{self}:{mark}" if mark else str(self)


def numbered(id: int, number: int) -> str:
    """The id of one step of something: the third change of a sitting, an ask of an action."""
    return f"{id}-{number}"


def read_numbered(id: str) -> tuple[int, int] | None:
    """The two numbers of it; none where it is no such id."""
    first, second = (Subject("", part).number for part in id.partition("-")[::2])
    return (first, second) if first is not None and second is not None else None


def dated(whose: str, on: date) -> str:
    """The id of what somebody has each day: their digest."""
    return f"{whose}:{on.isoformat()}"


def read_dated(id: str) -> tuple[str, date] | None:
    """Whose and of which day; none where it is no such id."""
    whose, _, day = id.rpartition(":")
    try:
        return whose, date.fromisoformat(day)
    except ValueError:
        return None
