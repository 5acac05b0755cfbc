"""Where a child stands in care on a day: since when, under which legal status, in which placement, with which plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permanence.journey import Journey
from permanence.rules.history import SHORT_BREAKS, Stretch, history
from permanence.rules.spans import FOREVER


@dataclass(frozen=True, slots=True)
class Held:
    """A code that holds since a day."""

    value: str
    since: date


@dataclass(frozen=True, slots=True)
class CareFacts:
    """`left` is set when the last period of care has ended; then nothing else holds.

    `seen` is the first day that shows the child in care, where the day of coming into care is not on record.
    """

    entered: date | None
    left: date | None
    seen: date | None = None
    legal_status: Held | None = None
    placement: Held | None = None
    plan: Held | None = None
    contingency: str = ""


def care_facts(journey: Journey, today: date) -> CareFacts:
    """The journey as known today; a temporary move is no change of placement."""
    past = history(journey, today)
    periods = [segment for segment in past.segments if segment.in_care]
    if not periods:
        return CareFacts(None, None)
    latest = periods[-1]
    entered, seen = (latest.start, None) if latest.start_known else (None, latest.start)
    if not past.segment_at(past.as_of).in_care:
        return CareFacts(_maybe(entered), _day(latest.end))
    plan = _holding(past.plans)
    return CareFacts(
        entered=_maybe(entered),
        left=None,
        seen=_maybe(seen),
        legal_status=_held(_holding(past.statuses)),
        placement=_held(_holding(past.placements)),
        plan=_held(plan),
        contingency=(plan.second or "") if plan else "",
    )


def without_start(journeys: Iterable[Journey], today: date) -> tuple[str, ...]:
    """The references of children in care since a day that is not on record."""
    return tuple(journey.child for journey in journeys if _may_be(journey, today) and care_facts(journey, today).seen)


def _may_be(journey: Journey, today: date) -> bool:
    """Whether the last known turn is anything but one start of care: cheap, since it is asked of every child."""
    turns = [event for event in journey.events if event.type in ("entered_care", "left_care") and event.on <= today]
    last = max((event.on for event in turns), default=None)
    latest = [event for event in turns if event.on == last]
    return len(latest) != 1 or latest[0].type == "left_care" or latest[0].fields.get("legal_status") in SHORT_BREAKS


def _holding(stretches: list[Stretch]) -> Stretch | None:
    return stretches[-1] if stretches and stretches[-1].end == FOREVER else None


def _held(stretch: Stretch | None) -> Held | None:
    return Held(stretch.value, _day(stretch.start)) if stretch else None


def _maybe(ordinal: int | None) -> date | None:
    return None if ordinal is None else _day(ordinal)


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)
