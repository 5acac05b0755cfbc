"""What a policy file says about a child: rules with a start, a due date and an end; cohorts; silences."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from permanence.people.person import ROLES
from permanence.policy_file.clocks import Due, Start
from permanence.policy_file.lengths import no_longer_than
from permanence.policy_file.parts import (
    ClauseId,
    Condition,
    Length,
    Listed,
    Name,
    Part,
    Pattern,
    Word,
    one_of,
)
from permanence.policy_file.values import Date, Nth, in_order

WHATS = (
    *("ppm", "panel", "permanence_plan", "minutes", "record_upload", "panel_referral", "referral_content"),
    *("final_care_planning_meeting", "approval", "visit", "follow_up", "team_transfer", "plan_content"),
)


ProductRole = Annotated[str, *one_of(tuple(ROLES))]
OF_PANELS = ("panel", "panel_referral", "referral_content")


class Statutory(Part):
    """What the regulations ask for beside the procedure, shown where the two dates differ."""

    within: Annotated[Length, no_longer_than(5)]
    source: str = Field(min_length=10)


class Rule(Part):
    """One duty: what starts it, by when, what meets it, what stops it."""

    id: Name
    clause: ClauseId
    what: Word
    panel: Word | None = None  # which one, where the procedure has several
    says: str = Field(min_length=10)
    starts: Annotated[list[Start], Listed] = Field(min_length=1)
    due: Annotated[list[Due], Listed] = Field(min_length=1)
    met_by: Annotated[list[Pattern], Listed] = Field(default_factory=list)
    met_when: Condition | None = None
    nth: Nth = 1
    oldest_first: bool = False
    counts_from: Literal["start", "opening"] = "start"
    if_: Condition | None = Field(default=None, alias="if")
    while_: Condition | None = Field(default=None, alias="while")
    stops: Annotated[list[Pattern], Listed] = Field(default_factory=list)
    until_permanence: bool = False
    outlives_care: bool = False
    scope: Literal["care", "life"] = "care"
    shorter_interval: bool = False
    per_sibling: bool = False
    reading: str | None = None
    missing: str | None = None
    asks: str | None = None
    note: str | None = None  # what has to be written when it is recorded: "The rationale"
    recorded_by: list[ProductRole] = Field(default_factory=list)
    statutory: Statutory | None = None
    in_force_from: Date | None = Field(default=None, alias="from")
    in_force_until: Date | None = Field(default=None, alias="until")

    @property
    def sets_interval(self) -> bool:
        """Whether the meeting itself says when the next is."""
        return any(part.interval_set for due in self.due for part in due.parts())

    @model_validator(mode="after")
    def can_be_judged(self) -> Rule:
        if not self.met_by and self.met_when is None:
            raise ValueError("a rule needs met_by or met_when: what shows that the duty is done")
        if self.nth != 1 and self.oldest_first:
            raise ValueError("nth and oldest_first cannot both be asked for")
        if not self.met_by and (self.nth != 1 or self.oldest_first or self.per_sibling):
            raise ValueError("nth, oldest_first and per_sibling go with met_by: the events that are counted")
        if self.shorter_interval and not any(due.within for due in self.due):
            raise ValueError("shorter_interval needs a date that an interval can shorten: a due that has within")
        if self.sets_interval and not all(start.event or start.rule for start in self.starts):
            raise ValueError("interval_set needs a start by an event or a rule: the meeting that sets the interval")
        if self.counts_from == "opening" and not any(due.opens for due in self.due):
            raise ValueError("counts_from = 'opening' goes with a due that has opens: when the window opens")
        in_order(self.in_force_from, self.in_force_until)
        if [d.holds_from for d in self.due] != sorted(
            (d.holds_from for d in self.due), key=lambda day: day or date.min
        ):
            raise ValueError("the values of due must be in order of their from dates, the undated one first")
        if self.panel and self.what not in OF_PANELS:
            raise ValueError(f"panel goes with what = {' or '.join(OF_PANELS)}")
        if self.what == "plan_content" and not self.missing:
            raise ValueError("a plan_content rule needs missing: what the plan lacks, in words")
        return self


class Cohort(Part):
    """A group of children the procedure names; `says` completes 'because ... since 5 January 2026'."""

    clause: ClauseId
    cohort: Word
    title: str
    says: str
    when: Condition
    lasting: Length | None = Field(default=None, alias="for")
    after_permanence: bool = False
    reading: str | None = None
    in_force_from: Date | None = Field(default=None, alias="from")
    in_force_until: Date | None = Field(default=None, alias="until")

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Cohort:
        in_order(self.in_force_from, self.in_force_until)
        return self


class Fact(Part):
    """A condition with a name, used by rules; `says` is how a person would put it."""

    says: str
    when: Condition


class Silence(Part):
    """Why nothing is next for a child in care: the procedure itself says nothing of this stretch."""

    clause: ClauseId | None = None
    when: Condition
    reason: str = Field(min_length=20)


class Permanence(Part):
    """When the procedure counts permanence as achieved for a child."""

    clause: ClauseId
    achieved_by: list[Pattern] = Field(min_length=1)
    says: str


class Reviews(Part):
    """The statutory rhythm of looked-after reviews, for duties counted from a review not yet held."""

    first: Annotated[Length, no_longer_than(1)]
    second: Annotated[Length, no_longer_than(2)]
    later: Annotated[Length, no_longer_than(2)]
    source: str = Field(min_length=10)
