"""How a child stands by the events already in the journey: the running period of care and what is current in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permanence.journey import Event, Journey

STATUS = ("entered_care", "legal_status_changed")
PLACEMENT = ("entered_care", "placement_changed")


@dataclass(frozen=True, slots=True)
class Standing:
    """`events` are those of the latest period of care, in order of day; empty when the child was never in care."""

    events: tuple[Event, ...]
    entered: Event | None
    left: Event | None

    @property
    def in_care(self) -> bool:
        return self.entered is not None and self.left is None

    def latest(self, types: Iterable[str], field: str) -> Event | None:
        """The last event of these types that gives the field."""
        kinds = tuple(types)
        return next((e for e in reversed(self.events) if e.type in kinds and field in e.fields), None)

    @property
    def legal_status(self) -> Event | None:
        return self.latest(STATUS, "legal_status")

    @property
    def placement(self) -> Event | None:
        return self.latest(PLACEMENT, "placement")

    @property
    def plan(self) -> Event | None:
        return self.latest(("plan_agreed",), "plan")


def standing(journey: Journey) -> Standing:
    """On one day leaving comes before entering, unless there was nothing yet to leave."""
    entered: Event | None = None
    left: Event | None = None
    leaving_first: Event | None = None
    for event in sorted(journey.events, key=lambda event: (event.on, event.type != "left_care")):
        if event.type == "entered_care":
            entered, left = event, leaving_first if leaving_first and leaving_first.on == event.on else None
        elif event.type == "left_care" and entered is not None and left is None:
            left = event
        elif event.type == "left_care":
            leaving_first = event
    if entered is None:
        return Standing((), None, None)
    since = entered.on
    period = sorted((event for event in journey.events if event.on >= since), key=_in_order)
    return Standing(tuple(period), entered, left)


def _in_order(event: Event) -> tuple[date, bool, str]:
    return (event.on, event.type != "entered_care", event.type)


def has(journey: Journey, event: Event) -> bool:
    """Whether the journey holds this very event: same day, type and fields."""
    return any(
        known.on == event.on and known.type == event.type and dict(known.fields) == dict(event.fields)
        for known in journey.events
    )
