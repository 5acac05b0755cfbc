"""Children without a plan for permanence by their second review, when the guidance says that one must be agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permanence.journey import Journey
from permanence.outcomes.waits import belongs
from permanence.rules.history import history

SECOND = 2
SOURCE = (
    "The Children Act 1989 guidance and regulations, volume 2, 2.3: the plan for permanence is to be ready by the "
    "second review"
)


@dataclass(frozen=True, slots=True)
class SecondReview:
    """A child in care whose second review was held on this day; `planned` is the first plan agreed, if there is one."""

    child: str
    held: date
    planned: date | None

    @property
    def in_time(self) -> bool:
        return self.planned is not None and self.planned <= self.held


def second_reviews(journeys: Iterable[Journey], as_of: date) -> tuple[SecondReview, ...]:
    """Of every child in care who has had a second review in this period of care; a review not on record is none."""
    found = []
    for journey in journeys:
        past = history(journey, as_of)
        period = past.segment_at(past.as_of)
        if not period.in_care:
            continue
        held = sorted({day for day, _ in past.of("review_held") if belongs(period, day, "review_held")})
        if len(held) < SECOND:
            continue
        plans = [day for day, _ in past.of("plan_agreed") if belongs(period, day, "plan_agreed")]
        planned = date.fromordinal(min(plans)) if plans else None
        found.append(SecondReview(journey.child, date.fromordinal(held[SECOND - 1]), planned))
    return tuple(found)
