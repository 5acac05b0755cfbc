"""A whole policy file: a council's procedure as data, with what is the council's own: notice, reminders, settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from permanence.policy_file.parts import Listed, Name, Part, Word
from permanence.policy_file.people import (
    Checklist,
    Clause,
    Closure,
    Conflict,
    MeetingKind,
    OwnerDuty,
    Panel,
    Practice,
    Role,
    Seat,
)
from permanence.policy_file.plan_options import PlanOptions
from permanence.policy_file.rules import Cohort, Fact, Permanence, Reviews, Rule, Silence


class Notice(Part):
    """How long before a due date an obligation is due soon."""

    days: int = Field(ge=0, le=120)
    working_days: dict[Word, Annotated[int, Field(ge=0, le=60)]] = Field(default_factory=dict)


class Step(Part):
    """One reminder, so many working days before (negative) or after the due date, and again every so many after it."""

    working_days: int = Field(ge=-60, le=120)
    to: Word
    every: int | None = Field(default=None, ge=1, le=60)
    what: Annotated[list[Word], Listed] = Field(default_factory=list)


class Setting(Part):
    """A value the document does not give; the council's to change, and marked so."""

    path: str
    says: str


class PolicyFile(Part):
    """A council's procedure as data."""

    name: Name
    title: str
    authority: str
    document: str
    version: str
    builds_on: str | None = None
    record_system: str = "the child's record"
    kinds: dict[Word, str] = Field(default_factory=dict)
    milestones: dict[Word, str] = Field(default_factory=dict)
    clause: list[Clause] = Field(min_length=1)
    fact: dict[Word, Fact] = Field(default_factory=dict)
    permanence: Permanence | None = None
    reviews: Reviews | None = None
    rule: list[Rule] = Field(default_factory=list)
    cohort: list[Cohort] = Field(default_factory=list)
    silence: list[Silence] = Field(default_factory=list)
    plan_options: PlanOptions | None = None
    conflict: list[Conflict] = Field(default_factory=list)
    role: list[Role] = Field(default_factory=list)
    seat: list[Seat] = Field(default_factory=list)
    checklist: list[Checklist] = Field(default_factory=list)
    practice: list[Practice] = Field(default_factory=list)
    owner_duty: list[OwnerDuty] = Field(default_factory=list)
    meeting: list[MeetingKind] = Field(default_factory=list)
    notice: Notice
    reminder: list[Step] = Field(default_factory=list)
    setting: list[Setting] = Field(default_factory=list)
    closure: list[Closure] = Field(default_factory=list)
    panel: list[Panel] = Field(default_factory=list)
