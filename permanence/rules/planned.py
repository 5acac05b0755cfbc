"""Milestones planned for a date: from the first plan until they are on record as done, however often the date moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from permanence.explain import in_words
from permanence.policy_file.clocks import Target
from permanence.policy_file.parts import Condition, Pattern
from permanence.rules.history import History
from permanence.rules.spans import BEGINNING, FOREVER, Spans, merge

PLANNED = "milestone_planned"
BEFORE, DONE, AFTER = range(3)  # within a day: a plan for that day, the thing done, a plan for the next time


def planned_in(part: object) -> Iterator[str]:
    """The milestones whose planned date a policy file, or a part of one, looks at."""
    if isinstance(part, BaseModel):
        if isinstance(part, Pattern) and part.event == PLANNED:
            yield from part.name or ()
        if isinstance(part, Target) and part.planned:
            yield part.planned
        if isinstance(part, Condition):
            yield from part.planned or ()
        part = [getattr(part, name) for name in type(part).model_fields]
    if isinstance(part, list | dict):
        for one in part.values() if isinstance(part, dict) else part:
            yield from planned_in(one)


@dataclass(slots=True)
class Planning:
    """One thing planned until it was done or the period of care ended; `dates` with the day each became known."""

    start: int
    end: int
    dates: list[tuple[int, int]] = field(default_factory=list)

    def date_at(self, known: int) -> int | None:
        """What it was planned for as known on a day."""
        found = [date for on, date in self.dates if on <= known]
        return found[-1] if found else None


def plannings(history: History, name: str) -> list[Planning]:
    """Every time the milestone was planned, in order. A date that passes ends nothing: only the thing done does."""
    marks = [
        (on, BEFORE if (date := fields["date"].toordinal()) <= on else AFTER, date)  # type: ignore[union-attr]
        for on, fields in history.of(PLANNED)
        if fields.get("name") == name
    ]
    if not marks:
        return []
    marks += [(on, DONE, on) for on, fields in history.of("milestone") if fields.get("name") == name]
    found: list[Planning] = []
    done = BEGINNING
    for on, what, date in sorted(marks):
        open_one = found[-1] if found and found[-1].end > on else None
        if what == DONE:
            done = on
            if open_one is not None:
                open_one.end = on
            continue
        if open_one is None:  # what was done that day was not the next time
            open_one = Planning(on + (done == on), history.segment_at(on).end)
            found.append(open_one)
        open_one.dates.append((on, date))
    return found


def while_planned(names: Sequence[str]) -> Callable[[History], Spans]:
    """The spans in which one of these is planned and not yet done. What is done and planned anew that day is two."""

    def planned(history: History) -> Spans:
        spans = [(one.start, one.end) for name in names for one in plannings(history, name) if one.start < one.end]
        return spans if len(names) == 1 else merge(spans)

    return planned


def passed_undone(history: History, milestones: Mapping[str, str]) -> tuple[str, ...]:
    """What was planned for a day that is over and is not on record as done: asked for, each by itself."""
    said = []
    for name in dict.fromkeys(str(fields.get("name")) for _on, fields in history.of(PLANNED)):
        if name not in milestones:  # of an earlier procedure
            continue
        last = plannings(history, name)[-1]
        day = last.date_at(history.as_of)
        if last.end == FOREVER and day is not None and day < history.as_of:
            said.append(
                f"Planned for {in_words(day)} and not on record as done: {milestones[name]}. Record when it was, or "
                "the date it is planned for now."
            )
    return tuple(said)
