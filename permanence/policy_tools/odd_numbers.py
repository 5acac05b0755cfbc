"""Numbers of a policy file that can be meant and seldom are: so a slip of the finger is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from permanence.explain import counted
from permanence.policy_file.clocks import Due, SittingTarget, Start, Target
from permanence.policy_file.consistency import walk
from permanence.policy_file.document import Notice, PolicyFile, Step
from permanence.policy_file.lengths import A_YEAR, days_at_least
from permanence.policy_file.parts import Counted, Length, Part
from permanence.policy_file.people import Cycle, Follows, Panel, Refer
from permanence.policy_file.rules import Rule, Statutory

# The most that is not asked about, by table and word.
USUAL: Mapping[type[Part], Mapping[str, int]] = {
    Refer: {"working_days": 30},
    Panel: {"answer_working_days": 20, "every_weeks": 26, "capacity": 20, "slot_minutes": 120},
    Cycle: {"length": 26},
    Notice: {"days": 60, "working_days": 30},
    Step: {"working_days": 60, "every": 20},
    Counted: {"at_least": 20, "at_most": 20},
    Rule: {"nth": 12},
    Start: {"nth": 12},
    Target: {"review": 12},
    SittingTarget: {"nth": 6},
    Due: {"end_of_month": 12},
}
LENGTHS = (Due, Statutory, Follows)
FAR = 31  # days to which a sitting is moved
EARLIEST, LATEST = time(7), time(21)


def odd_numbers(file: PolicyFile) -> Iterator[str]:
    """Where each stands, what it is and that it is asked about."""
    for path, part, _key in walk(file, (), ""):
        for word, most in USUAL.get(type(part), {}).items():
            yield from (
                f"{_called(file, (*path, word))} is {value}, more than {most}: change it unless it is meant."
                for value in _numbers(getattr(part, word))
                if abs(value) > most
            )
        if isinstance(part, LENGTHS):
            yield from _long(file, path, part)
        if isinstance(part, Panel):
            yield from _at_odd_hours(file, path, part)
            yield from _moved_far(file, path, part)
    for number, step in enumerate(file.reminder):
        if step in file.reminder[:number]:
            yield f"Reminder, working_days {step.working_days} to {step.to}, stands twice: take one of the two out."


def _numbers(value: Any) -> list[int]:
    return [*value.values()] if isinstance(value, dict) else [] if value is None else [value]


def _long(file: PolicyFile, path: tuple[str | int, ...], part: Part) -> Iterator[str]:
    for name, value in part:
        if isinstance(value, Length) and days_at_least(value.measure) > A_YEAR:
            unit, count = value.measure
            length = counted(count, unit.removesuffix("s").replace("_", " "))
            yield f"{_called(file, (*path, name))} is {length}, more than a year: change it unless it is meant."


def _at_odd_hours(file: PolicyFile, path: tuple[str | int, ...], panel: Panel) -> Iterator[str]:
    if panel.start < EARLIEST or panel.end > LATEST:
        hours = f"from {panel.start:%H:%M} to {panel.end:%H:%M}"
        yield f"{_called(file, path)} sits {hours}, beside anybody's working day: change it unless it is meant."


def _moved_far(file: PolicyFile, path: tuple[str | int, ...], panel: Panel) -> Iterator[str]:
    for one in panel.moved:
        days = abs((one.end - one.start).days)
        if days > FAR:
            moved = f"{_called(file, (*path, 'moved'))} from {one.start} to {one.end}"
            yield f"{moved} is {counted(days, 'day')} away: change it unless it is meant."


def _called(file: PolicyFile, path: tuple[str | int, ...]) -> str:
    """`Panel permanence, refer.working_days`: the table by its name where it has one, and the words below it."""
    table, *below = path
    its = getattr(file, str(table), None)
    name = ""
    if isinstance(its, list) and below and isinstance(number := below.pop(0), int):
        one = its[number]
        name = str(getattr(one, "id", "") or getattr(one, "name", "") or getattr(one, "clause", ""))
    words = ".".join(str(word) for word in below if isinstance(word, str))
    head = " ".join(part for part in (str(table).capitalize().replace("_", " "), name) if part)
    return f"{head}, {words}" if words else head
