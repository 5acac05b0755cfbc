"""A rule made ready to run, and what running it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from permanence.calendar import Duration
from permanence.policy_file.rules import Rule
from permanence.rules.conditions import Holds
from permanence.rules.copies import NamedDays
from permanence.rules.history import History, Segment
from permanence.rules.patterns import Days
from permanence.rules.spans import FOREVER


@dataclass(slots=True)
class Anchor:
    """What started a clock: the day it started, the day it counts from, and how that reads."""

    start: int
    count_from: int
    words: str
    presumed: bool = False  # on a day by which it was to have happened, not one on record


@dataclass(slots=True)
class Occurrence:
    """One clock of one rule: when it started, what met it or stopped it. Days are ordinals."""

    rule: RunnableRule
    anchor: Anchor
    segment: Segment
    stop: int = FOREVER
    stopped_by: str = ""
    met: int | None = None
    sibling: str | None = None
    taken_up: int | None = None  # counted from the day the record begins
    unkept: int | None = None  # due before this day, from which on the record is whole: nobody asks for it any more


@dataclass(frozen=True, slots=True)
class SittingAsked:
    """The sitting a duty is due at: the nth of a panel after a day, or with `by` the last that is by that day.

    `why` says how the day it must be by comes about.
    """

    panel: str
    after: int
    in_time_to_refer: bool
    nth: int
    by: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class DueDate:
    """What a rule's due says of one occurrence; `day` is None where there is no date, or none yet."""

    day: int | None
    opens: int | None
    because: str
    sitting: SittingAsked | None = None


DueOf = Callable[[History, Occurrence, int], DueDate]


@dataclass(frozen=True, slots=True)
class RunnableStart:
    """One way a clock starts. `days` finds the days; a chained start waits for other rules instead."""

    days: Days
    words: str
    chained: tuple[str, ...] = ()
    needs: tuple[Days, ...] = ()
    last: Days | None = None
    last_words: str = ""
    nth: int | None = None
    earlier: Callable[[History, int], list[int]] | None = None  # of those counted, how many were before the record
    of_entry: bool = False  # coming into care
    event: bool = False  # something that happened, not a state that goes on
    counts: bool = False  # a state that meetings, reviews or visits bring about


@dataclass(frozen=True, slots=True, eq=False)
class RunnableRule:
    """A rule of a policy file with its parts compiled to functions over a history."""

    rule: Rule
    number: int
    source: str
    starts: tuple[RunnableStart, ...]
    dues: tuple[tuple[int, DueOf], ...]
    met_days: Days | None
    met_named: NamedDays | None  # of a rule owed for each sibling
    met_spans: Holds | None
    holds_at_start: Holds | None
    holds_while: Holds | None
    stops: Days | None
    stop_words: str
    permanence: Holds | None
    restarts_on_met: bool
    in_series: bool
    met_kinds: frozenset[str]
    queue: tuple[str, ...]
    first_day: int
    last_day: int
    statutory: tuple[Duration, str] | None = None
