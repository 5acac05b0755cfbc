"""What a policy file says about a child: rules with a start, a due date and an end; cohorts; silences."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from permanence.people.person import ROLES
from permanence.policy_file.lengths import surely_as_long
from permanence.policy_file.parts import (
    ClauseId,
    Condition,
    Count,
    DatedEvent,
    Length,
    Listed,
    Name,
    Part,
    Pattern,
    Word,
    one_of,
)
from permanence.policy_file.values import Date, OnlyTrue, in_order

WHATS = (
    *("ppm", "panel", "permanence_plan", "minutes", "record_upload", "panel_referral", "referral_content"),
    *("final_care_planning_meeting", "approval", "visit", "follow_up", "team_transfer", "plan_content"),
)


ProductRole = Annotated[str, *one_of(tuple(ROLES))]
Yes = Annotated[Literal[True], OnlyTrue]
OF_PANELS = ("panel", "panel_referral", "referral_content")


class Start(Part):
    """What starts a clock: an event, something becoming true, a birthday, or another rule being met."""

    event: Pattern | None = None
    nth: Count | None = None
    becomes: Condition | None = None
    birthday: int | None = Field(default=None, ge=0, le=25)
    rule: str | None = None
    needs: Annotated[list[Pattern], Listed] = Field(default_factory=list)
    counted_from_last: Annotated[list[Pattern], Listed] = Field(default_factory=list)
    words: str | None = None

    @model_validator(mode="after")
    def one_kind(self) -> Start:
        if sum(x is not None for x in (self.event, self.becomes, self.birthday, self.rule)) != 1:
            raise ValueError("a start needs exactly one of event, becomes, birthday, rule")
        if self.needs and self.rule is None:
            raise ValueError("needs goes with rule: a step that waits for a sign-off as well")
        if self.nth is not None and self.event is None:
            raise ValueError("nth goes with event: only the nth time it happens")
        if self.counted_from_last and self.event is None and self.becomes is None:
            raise ValueError("counted_from_last goes with event or becomes")
        if self.becomes is not None and not self.words:
            raise ValueError("becomes needs words, so that the reason can be read: words = 'placement with parents'")
        return self


class Target(Part):
    """A day a duty must come before: a review, a dated hearing or filing, a birth, a birthday, an event."""

    review: Count | None = None
    date_in: DatedEvent | None = None
    birth: Yes | None = None
    birthday: int | None = Field(default=None, ge=1, le=25)
    event: Pattern | None = None
    words: str | None = None

    @model_validator(mode="after")
    def one_kind(self) -> Target:
        if sum(x is not None for x in (self.review, self.date_in, self.birth, self.birthday, self.event)) != 1:
            raise ValueError("a target needs exactly one of review, date_in, birth, birthday, event")
        if self.event is not None and not self.words:
            raise ValueError("an event as a target needs words, so that the reason can be read")
        return self


class SittingTarget(Part):
    """A sitting of a panel: the first that can still take the item, or the nth."""

    panel: Word
    in_time_to_refer: bool = False
    nth: Count = 1


class Due(Part):
    """By when. Exactly one way of saying it; `from` makes it a value that holds from that date."""

    holds_from: Date | None = Field(default=None, alias="from")
    within: Length | None = None
    same_day: Literal["itself", "next_working_day"] | None = None
    opens: Length | None = None
    before: Target | None = None
    by: Target | None = None
    lead: Length | None = None
    end_of_month: int | None = Field(default=None, ge=0, le=24)
    sitting: SittingTarget | None = None
    earliest: list[Due] | None = None
    latest: list[Due] | None = None
    undated: Yes | str | None = None

    @model_validator(mode="after")
    def one_way(self) -> Due:
        ways = (
            *(self.within, self.same_day, self.before, self.by, self.end_of_month, self.sitting),
            *(self.earliest, self.latest, self.undated),
        )
        if sum(way is not None for way in ways) != 1:
            raise ValueError(
                "due needs exactly one of within, same_day, before, by, end_of_month, sitting, earliest, latest, "
                "undated"
            )
        if self.lead is not None and self.before is None and self.by is None:
            raise ValueError("lead goes with before or by: how long before the target")
        if self.opens is not None and self.within is None:
            raise ValueError("opens goes with within: when the window opens")
        if (
            self.opens is not None
            and self.within is not None
            and surely_as_long(self.opens.measure, self.within.measure)
        ):
            raise ValueError("opens is not earlier than within: the window would open when it is over")
        if any(part.holds_from for part in (*(self.earliest or ()), *(self.latest or ()))):
            raise ValueError("from goes outside earliest and latest: one value of due for each from")
        return self


class Statutory(Part):
    """What the regulations ask for beside the procedure, shown where the two dates differ."""

    within: Length
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
    nth: Count = 1
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

    first: Length
    second: Length
    later: Length
    source: str = Field(min_length=10)
