"""The backlog: when everybody who did not fit will have been heard, at what a sitting can take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

WEEK = 7


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many wait, and how many sittings and weeks after this one they need; those due later are not counted."""

    waiting: int
    capacity: int
    sittings: int
    weeks: int | None  # None when not so many sittings are planned
    ahead: tuple[tuple[date, int], ...] = ()  # the sittings they are heard at, and how many at each


def sittings_needed(waiting: int, capacity: int) -> int:
    """How many sittings of this capacity hear so many."""
    return ceil(waiting / capacity)


def backlog(waiting: int, capacity: int, this: date, following: Sequence[date]) -> Backlog:
    """The backlog after the sitting of `this` day; `following` are the panel's later reviews of children, in order."""
    needed = sittings_needed(waiting, capacity)
    ahead = tuple((on, min(capacity, waiting - n * capacity)) for n, on in enumerate(following[:needed]))
    if needed == 0:
        return Backlog(waiting, capacity, 0, 0)
    if needed > len(following):
        return Backlog(waiting, capacity, needed, None, ahead)
    return Backlog(waiting, capacity, needed, ceil((following[needed - 1] - this).days / WEEK), ahead)
