"""How a policy file says what starts a clock, and by when: starts, days to come before, sittings, due dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from permanence.policy_file.lengths import no_longer_than, surely_as_long
from permanence.policy_file.parts import (
    Condition,
    DatedEvent,
    Length,
    Listed,
    Part,
    Pattern,
    Word,
)
from permanence.policy_file.values import Date, Nth, OnlyTrue

Yes = Annotated[Literal[True], OnlyTrue]


class Start(Part):
    """What starts a clock: an event, something becoming true, a birthday, or other rules being met."""

    event: Pattern | None = None
    nth: Nth | None = None
    becomes: Condition | None = None
    birthday: int | None = Field(default=None, ge=0, le=25)
    rule: Annotated[list[str], Listed] = Field(default_factory=list)
    needs: Annotated[list[Pattern], Listed] = Field(default_factory=list)
    counted_from_last: Annotated[list[Pattern], Listed] = Field(default_factory=list)
    words: str | None = None

    @model_validator(mode="after")
    def one_kind(self) -> Start:
        if sum(x is not None for x in (self.event, self.becomes, self.birthday, self.rule or None)) != 1:
            raise ValueError("a start needs exactly one of event, becomes, birthday, rule")
        if self.needs and not self.rule:
            raise ValueError("needs goes with rule: a step that waits for a sign-off as well")
        if twice := [name for name in self.rule if self.rule.count(name) > 1]:
            raise ValueError(f"rule {twice[0]!r} stands twice; each rule that is waited for stands once")
        if self.nth is not None and self.event is None:
            raise ValueError("nth goes with event: only the nth time it happens")
        if self.counted_from_last and self.event is None and self.becomes is None:
            raise ValueError("counted_from_last goes with event or becomes")
        if self.becomes is not None and not self.words:
            raise ValueError("becomes needs words, so that the reason can be read: words = 'placement with parents'")
        return self


class Target(Part):
    """A day a duty must come before: a review, a dated hearing or filing, a birth, a birthday, an event."""

    review: Nth | None = None
    date_in: DatedEvent | None = None
    birth: Yes | None = None
    birthday: int | None = Field(default=None, ge=1, le=25)
    event: Pattern | None = None
    planned: Word | None = None
    words: str | None = None

    @model_validator(mode="after")
    def one_kind(self) -> Target:
        ways = (self.review, self.date_in, self.birth, self.birthday, self.event, self.planned)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("a target needs exactly one of review, date_in, birth, birthday, event, planned")
        if self.event is not None and not self.words:
            raise ValueError("an event as a target needs words, so that the reason can be read")
        return self


class SittingTarget(Part):
    """A sitting of a panel: the first that can still take the item, the nth, or the last by a day."""

    panel: Word
    in_time_to_refer: bool = False
    nth: Nth = 1
    last: Due | None = None

    @model_validator(mode="after")
    def last_of_days(self) -> SittingTarget:
        if self.last is None:
            return self
        if self.nth != 1:
            raise ValueError("nth and last cannot both be asked for: the nth after the start, or the last by a day")
        if any(part.sitting or part.undated or part.holds_from for part in self.last.parts()):
            raise ValueError("last is the day the sitting is on or before: no sitting, undated or from stands in it")
        return self


class Due(Part):
    """By when. Exactly one way of saying it; `from` makes it a value that holds from that date."""

    holds_from: Date | None = Field(default=None, alias="from")
    within: Annotated[Length, no_longer_than(5)] | None = None
    same_day: Literal["itself", "next_working_day"] | None = None
    opens: Annotated[Length, no_longer_than(5)] | None = None
    before: Target | None = None
    by: Target | None = None
    lead: Annotated[Length, no_longer_than(2)] | None = None
    end_of_month: int | None = Field(default=None, ge=0, le=24)
    sitting: SittingTarget | None = None
    earliest: list[Due] | None = None
    latest: list[Due] | None = None
    interval_set: Yes | None = None
    undated: Yes | str | None = None

    def parts(self) -> Iterator[Due]:
        """This and every due that stands in it."""
        yield self
        for part in (*(self.earliest or ()), *(self.latest or ())):
            yield from part.parts()
        if self.sitting is not None and self.sitting.last is not None:
            yield from self.sitting.last.parts()

    @model_validator(mode="after")
    def one_way(self) -> Due:
        ways = (
            *(self.within, self.same_day, self.before, self.by, self.end_of_month, self.sitting),
            *(self.earliest, self.latest, self.interval_set, self.undated),
        )
        if sum(way is not None for way in ways) != 1:
            raise ValueError(
                "due needs exactly one of within, same_day, before, by, end_of_month, sitting, earliest, latest, "
                "interval_set, undated"
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
