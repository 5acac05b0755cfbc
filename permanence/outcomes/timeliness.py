"""What was due in a month and how it went: on time, late, or not yet, by clause, by team, or by any other name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that was to be done for a child by a day: a duty of the procedure, or an action agreed."""

    child: str
    team: str
    clause: str
    by: date
    done: date | None


@dataclass(frozen=True, slots=True)
class Timely:
    """The things of one group, each by how it stood on the day asked for."""

    on_time: tuple[Due, ...] = ()
    late: tuple[Due, ...] = ()  # done, after its day
    overdue: tuple[Due, ...] = ()  # its day has passed, and it is not done
    to_come: tuple[Due, ...] = ()

    @property
    def judged(self) -> int:
        """How many of them have been done or should have been."""
        return len(self.on_time) + len(self.late) + len(self.overdue)


def timely(things: Iterable[Due], as_of: date) -> Timely:
    """How these things stood on the day: what was done afterwards was not done yet."""
    on_time: list[Due] = []
    late: list[Due] = []
    overdue: list[Due] = []
    to_come: list[Due] = []
    for one in things:
        done = one.done if one.done is not None and one.done <= as_of else None
        if done is not None:
            (on_time if done <= one.by else late).append(one)
        else:
            (overdue if one.by < as_of else to_come).append(one)
    return Timely(tuple(on_time), tuple(late), tuple(overdue), tuple(to_come))


def grouped(things: Iterable[Due], name: Callable[[Due], Name], as_of: date) -> dict[Name, Timely]:
    """The same for each group by its name, as `name` gives it; groups stand in the order in which they first came."""
    groups: dict[Name, list[Due]] = {}
    for one in things:
        groups.setdefault(name(one), []).append(one)
    return {its: timely(of_it, as_of) for its, of_it in groups.items()}


def month_of(one: Due) -> date:
    """The first day of the month in which it was due."""
    return one.by.replace(day=1)
