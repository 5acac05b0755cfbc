"""What a policy file says about people and meetings: clauses, conflicts, roles, seats, checklists, panels."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from permanence.explain import counted
from permanence.policy_file.lengths import no_longer_than
from permanence.policy_file.parts import (
    ClauseId,
    Condition,
    Length,
    Listed,
    Part,
    Word,
    one_of,
)
from permanence.policy_file.values import Date, OnlyWhole, TimeOfDay, WorkingDays, in_order

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = ("chair", "member", "invited", "views", "optional", "notified", "minutes")
MOMENTS = (
    *("request", "invitation", "preparation", "meeting", "minutes", "referral", "match"),
    *("ratification", "pre_proceedings", "plan"),
)

SeatPart = Annotated[str, *one_of(PARTS)]
Moment = Annotated[str, *one_of(MOMENTS)]
Day = Annotated[str, *one_of(DAYS)]


class Clause(Part):
    """One clause of the document: where it stands and its words."""

    id: ClauseId
    place: str = ""
    quote: str = Field(min_length=5)
    says: str = Field(min_length=10)
    also: list[str] = Field(default_factory=list)
    reading: str | None = None


class Statement(Part):
    place: str
    quote: str = Field(min_length=5)


class Conflict(Part):
    """The document says two things; both are kept, with the choice made and who must confirm it."""

    clause: ClauseId
    question: str
    statements: list[Statement] = Field(min_length=2)
    choice: str
    reason: str
    confirmed: bool = False


class Role(Part):
    key: Word
    title: str


class Seat(Part):
    """Who takes which part in a kind of meeting: the role, or one of those in `or`; with `when`, for some children."""

    clause: ClauseId
    meeting: Word
    role: Word
    or_: Annotated[list[Word], Listed] = Field(default_factory=list, alias="or")
    part: SeatPart
    when: Condition | None = None
    for_listed: bool = False
    reason_if_absent: bool = False
    views_if_absent: bool = False
    note: str | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of which one takes the seat."""
        return (self.role, *self.or_)

    @model_validator(mode="after")
    def different_roles(self) -> Seat:
        if twice := [role for role in self.roles if self.roles.count(role) > 1]:
            raise ValueError(f"{twice[0]!r} stands twice; or is another role that may take the same seat")
        return self


class Checklist(Part):
    """Lines to go through at a moment of the work, word for word or nearly so."""

    clause: ClauseId
    id: Word
    moment: Moment
    title: str
    items: list[str] = Field(min_length=1)
    when: Condition | None = None


class Practice(Part):
    """Something the document settles about how the work is done, under a name the product reads."""

    clause: ClauseId
    name: Word
    value: str | bool | Annotated[int, Field(ge=0, le=1000)]
    says: str


class OwnerDuty(Part):
    """A duty of whoever owns the policy, not of a child's team."""

    clause: ClauseId
    says: str
    every: Annotated[Length, no_longer_than(10)]
    counted_from: Date
    to: Word


class MeetingKind(Part):
    kind: Word
    title: str
    held: str
    series: str | None = None


LONGEST_CLOSURE = timedelta(days=366)


class Closure(Part):
    """Days the authority's offices are closed, beside bank holidays."""

    start: Date = Field(alias="from")
    end: Date | None = Field(default=None, alias="to")
    name: str

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Closure:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"it ends on {self.end}, before it starts on {self.start}; put the two the other way")
        if self.end is not None and self.end - self.start > LONGEST_CLOSURE:
            raise ValueError(f"from {self.start} to {self.end} is longer than a year")
        return self


class Refer(Part):
    clause: ClauseId
    working_days: WorkingDays


class Follows(Part):
    """A sitting so long after each sitting of another panel; straight after it, on the same day, without `after`."""

    panel: Word
    after: Annotated[Length, no_longer_than(1)] | None = None


class Moved(Part):
    """One sitting held on another day than its rhythm gives."""

    start: Date = Field(alias="from")
    end: Date = Field(alias="to")


class Cycle(Part):
    """Every `length`th sitting is an action review, counted from the sitting on or after `counted_from`."""

    clause: ClauseId
    length: Annotated[int, Field(ge=1, le=60)]
    counted_from: Date


class Theme(Part):
    clause: ClauseId
    key: Word
    title: str
    when: Condition | None = None


NthOfMonth = Annotated[Literal[1, 2, 3, 4, 5, -1], OnlyWhole]


class Panel(Part):
    """When a panel sits and how much it can take."""

    name: Word
    clause: ClauseId
    title: str
    day: Annotated[list[Day], Listed] | None = None
    every_weeks: Annotated[int, Field(ge=1, le=52)] = 1
    counted_from: Date | None = None
    nth_of_month: list[NthOfMonth] = Field(default_factory=list)
    follows: Follows | None = None
    also: list[Date] = Field(default_factory=list)
    moved: list[Moved] = Field(default_factory=list)
    start: TimeOfDay
    end: TimeOfDay
    capacity: Annotated[int, Field(ge=1, le=60)]
    slot_minutes: Annotated[int, Field(ge=5, le=240)]
    answer_working_days: WorkingDays | None = None  # before the sitting: to answer, and to prepare
    on_day_off: Literal["no_sitting", "next_working_day", "previous_working_day"] = "no_sitting"
    stand_downs: list[Closure] = Field(default_factory=list)
    refer: Refer | None = None
    cycle: Cycle | None = None
    themes: list[Theme] = Field(default_factory=list)
    held_from: Date | None = Field(default=None, alias="from")
    held_until: Date | None = Field(default=None, alias="until")

    @model_validator(mode="after")
    def has_a_rhythm(self) -> Panel:
        if self.day is not None and self.follows is not None:
            raise ValueError("a panel has day or follows, not both: when it sits")
        if self.day is None and self.follows is None and not self.also:
            raise ValueError("a panel needs day, follows or also: when it sits")
        days = self.day or list(DAYS)
        for one in self.moved:
            if (weekday := DAYS[one.start.weekday()]) not in days:
                raise ValueError(
                    f"moved from {one.start} is a {weekday.capitalize()}, and the panel sits on "
                    f"{' and '.join(day.capitalize() for day in days)}; from is the day of its rhythm"
                )
        if self.every_weeks > 1 and self.counted_from is None:
            raise ValueError("a panel every so many weeks needs counted_from: the date of one of its sittings")
        if self.day and self.counted_from and DAYS[self.counted_from.weekday()] not in self.day:
            weekday = DAYS[self.counted_from.weekday()].capitalize()
            raise ValueError(f"counted_from {self.counted_from} is a {weekday}, on which the panel does not sit")
        if self.every_weeks > 1 and self.nth_of_month:
            raise ValueError("every_weeks and nth_of_month cannot both be asked for")
        if self.day is None and (self.every_weeks > 1 or self.nth_of_month or self.counted_from):
            raise ValueError("every_weeks, nth_of_month and counted_from go with day")
        return self

    @model_validator(mode="after")
    def has_time(self) -> Panel:
        if self.start >= self.end:
            raise ValueError(f"end is {self.end} and start is {self.start}; end must be later")
        minutes = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        if self.capacity * self.slot_minutes > minutes:
            raise ValueError(
                f"{counted(self.capacity, 'child', 'children')} of {counted(self.slot_minutes, 'minute')} "
                f"{'takes' if self.capacity == 1 else 'take'} {counted(self.capacity * self.slot_minutes, 'minute')}, "
                f"and from {self.start:%H:%M} to {self.end:%H:%M} there {'is' if minutes == 1 else 'are'} {minutes}; "
                f"write capacity = {minutes // self.slot_minutes}, or other times"
            )
        in_order(self.held_from, self.held_until)
        return self
