"""The small parts a policy file is built of: lengths of time, patterns of events, conditions on a child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from permanence.calendar import UNITS
from permanence.codes import listed
from permanence.journeys.journey_words import (
    CHANGES,
    EVENTS,
    LEGAL_STATUSES,
    MATCHES,
    ORDERS,
    OUTCOMES,
    PLACEMENTS,
    PLANS,
)
from permanence.nearest import did_you_mean
from permanence.policy_file.lengths import LONGEST, Measure
from permanence.policy_file.values import Count, Happened, Plans

WORD, NAME = r"^[a-z][a-z0-9_]*$", r"^[a-z0-9][a-z0-9-]*$"
CLAUSE_ID = r"^[A-Z][A-Z0-9]*-[A-Z0-9]+(\.[0-9]+)*$"
Word = Annotated[str, Field(pattern=WORD)]
Name = Annotated[str, Field(pattern=NAME)]
ClauseId = Annotated[str, Field(pattern=CLAUSE_ID)]
LONGEST_TEXT = 5000  # letters: more than any clause has


def one_of(words: Sequence[str]) -> tuple[AfterValidator, Any]:
    """A word from a list; another is refused with the whole list and the nearest."""

    def known(word: str) -> str:
        if word not in words:
            raise ValueError(f"{word!r} was found; allowed are {listed(words)}{did_you_mean(word, words)}")
        return word

    return AfterValidator(known), Field(json_schema_extra={"enum": list(words)})


EventName = Annotated[str, *one_of((*EVENTS, "legal_status_started", "placement_started", "temporary_move"))]
DatedEvent = Annotated[str, *one_of(("final_evidence_date_set", "review_booked", "final_hearing_set"))]
LegalStatus = Annotated[str, *one_of(LEGAL_STATUSES)]
Placement = Annotated[str, *one_of(PLACEMENTS)]
Plan = Annotated[str, *one_of(PLANS)]
Change = Annotated[str, *one_of(CHANGES)]
Match = Annotated[str, *one_of(MATCHES)]
Outcome = Annotated[str, *one_of(OUTCOMES)]
Order = Annotated[str, *one_of(ORDERS)]


class _Listed:
    """A list that may be written as its only member; the JSON Schema says so as well."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: value if isinstance(value, list) else [value], handler(source)
        )

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        listed = handler(core)
        return {"anyOf": [listed, listed["items"]]}


Listed = _Listed()


class Part(BaseModel):
    """A table of a policy file. An unknown key is an error, and so is a value of another kind than is asked for.

    Nothing that was mistyped is taken for something else.
    """

    # Deferred, only what is used is built, and that is mostly the file as a whole.
    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, strict=True, str_max_length=LONGEST_TEXT, defer_build=True
    )

    @field_validator("*", mode="before")
    @classmethod
    def nothing_empty(cls, value: Any, info: ValidationInfo) -> Any:
        """What is written says something: an empty list or blank words would only look as if they did."""
        if value == [] or (isinstance(value, str) and not value.strip()):
            word = cls.model_fields[info.field_name].alias or info.field_name if info.field_name else "it"
            raise ValueError(f"{word} is empty; write what it says, or leave the line out")
        return value

    @model_validator(mode="after")
    def says_anything(self) -> Self:
        if not self.model_fields_set:
            words = ", ".join(info.alias or name for name, info in type(self).model_fields.items())
            raise ValueError(f"the table is empty; write at least one of {words}, or leave it out")
        return self


class Length(Part):
    """A length of time, in exactly one unit, as the procedure writes it."""

    days: Count | None = None
    weeks: Count | None = None
    months: Count | None = None
    years: Count | None = None
    working_days: Count | None = None

    @model_validator(mode="after")
    def one_unit(self) -> Length:
        if sum(getattr(self, unit) is not None for unit in UNITS) != 1:
            raise ValueError("a length of time needs exactly one of days, weeks, months, years, working_days")
        unit, count = self.measure
        if count > LONGEST[unit]:
            raise ValueError(f"{count} {unit} were found; no length of time is longer than 25 years")
        return self

    @property
    def measure(self) -> Measure:
        """The unit it is given in, and how many of it."""
        return next((unit, count) for unit, count in self if count is not None)


class Ages(Part):
    """From a birthday (included) until under another; either end may be left open."""

    at_least: int | None = Field(default=None, ge=0, le=25, alias="from")
    under: int | None = Field(default=None, ge=1, le=26)

    @model_validator(mode="after")
    def some_age(self) -> Ages:
        if self.at_least is not None and self.under is not None and self.at_least >= self.under:
            raise ValueError(f"no child is {self.at_least} or older and under {self.under}; put the two the other way")
        return self


class Pattern(Part):
    """An event, narrowed by its fields; where a list is given any of its words will do."""

    event: EventName
    legal_status: Annotated[list[LegalStatus], Listed] | None = None
    placement: Annotated[list[Placement], Listed] | None = None
    emergency: bool | None = None
    change: Annotated[list[Change], Listed] | None = None
    plan: Annotated[list[Plan], Listed] | None = None
    contingency: Annotated[list[Plan], Listed] | None = None
    final: bool | None = None
    match: Annotated[list[Match], Listed] | None = None
    by: Annotated[list[Outcome], Listed] | None = None
    order: Annotated[list[Order], Listed] | None = None
    name: Annotated[list[Word], Listed] | None = None
    panel: Annotated[list[Word], Listed] | None = None

    @model_validator(mode="after")
    def fields_of_the_event(self) -> Pattern:
        known = {
            "legal_status_started": {"legal_status"},
            "placement_started": {"placement"},
            "temporary_move": {"placement"},
        }.get(self.event) or set(EVENTS.get(self.event, ()))
        for name in self.narrowed():
            if name not in known:
                raise ValueError(f"{self.event} has no field {name}; it has {', '.join(sorted(known)) or 'none'}")
        if self.event in ("milestone", "milestone_planned") and not self.name:
            raise ValueError("a milestone needs its name")
        return self

    def narrowed(self) -> dict[str, Any]:
        """The fields asked for, by name."""
        return {
            name: value
            for name, value in self
            if name not in ("event", "nth", "since", "at_least", "at_most") and value is not None
        }


class Entry(Part):
    """How the present period of care began."""

    emergency: bool | None = None
    legal_status: Annotated[list[LegalStatus], Listed] | None = None
    placement: Annotated[list[Placement], Listed] | None = None
    age: Ages | None = None


class Counted(Pattern):
    """How often an event has happened in this period of care, or since the last of some others."""

    since: Annotated[list[Pattern], Listed] = Field(default_factory=list)
    at_least: Happened = 1
    at_most: Happened | None = None

    @model_validator(mode="after")
    def some_number(self) -> Counted:
        if self.at_most is not None and self.at_most < self.at_least:
            if "at_least" in self.model_fields_set:
                raise ValueError(f"at least {self.at_least} and at most {self.at_most} can never hold together")
            raise ValueError("at_least is 1 where it is not written: write at_least = 0 beside at_most = 0")
        return self


class Condition(Part):
    """Something true of a child for stretches of time; every key given must hold at once."""

    in_care: bool | None = None
    fact: Annotated[list[Word], Listed] | None = None
    legal_status: Annotated[list[LegalStatus], Listed] | None = None
    placement: Annotated[list[Placement], Listed] | None = None
    plan: Annotated[list[Plan], Listed] | None = None
    contingency: Annotated[list[Plan], Listed] | None = None
    any_plan: Annotated[list[Plan], Listed] | None = None
    has_plan: bool | None = None
    has_contingency: bool | None = None
    plans_recorded: Plans | None = None
    age: Ages | None = None
    born: bool | None = None
    unaccompanied: bool | None = None
    has_siblings: bool | None = None
    team: Annotated[list[str], Listed] | None = None
    entry: Entry | None = None
    after: Annotated[list[Pattern], Listed] | None = None
    until: Annotated[list[Pattern], Listed] | None = None
    lifelong: bool = False
    planned: Annotated[list[Word], Listed] | None = None
    count: Counted | None = None
    all_of: list[Condition] | None = Field(default=None, alias="all")
    any_of: list[Condition] | None = Field(default=None, alias="any")
    none_of: list[Condition] | None = Field(default=None, alias="none")
    lasting: Length | None = Field(default=None, alias="for")

    @model_validator(mode="after")
    def says_something(self) -> Condition:
        if self.until and not self.after:
            raise ValueError("until needs an after: it says when what began with after stops")
        if self.lifelong and not self.after:
            raise ValueError("lifelong goes with after: an event of an earlier period of care counts as well")
        if not self.model_fields_set - {"lasting", "lifelong", "until"}:
            raise ValueError("a condition must say at least one thing that can hold")
        return self
