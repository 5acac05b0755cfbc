"""How a child stands by the events already in the journey: the running period of care and what is current in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permanence.journey import Event, Journey
from permanence.rules.history import SHORT_BREAKS

STATUS = ("entered_care", "legal_status_changed")
PLACEMENT = ("entered_care", "placement_changed")
SHOWS_CARE = frozenset({"legal_status_changed", "placement_changed"})
RANK = {"left_care": 0, "entered_care": 1}


@dataclass(frozen=True, slots=True)
class Standing:
    """`events` are those of the latest period of care, in order of day; empty when the child was never in care."""

    events: tuple[Event, ...]
    entered: Event | None
    left: Event | None
    in_care: bool  # also since a day that is not on record

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
    """On one day leaving comes before entering, unless there was nothing yet to leave.

    A status or placement of a child of whom no period runs shows the child in care since a day that is not on record.
    In a series of short breaks nobody is in care.
    """
    entered: Event | None = None
    left: Event | None = None
    leaving_first: Event | None = None
    runs, short, ended = False, False, date.min
    for event in sorted(journey.events, key=lambda event: (event.on, RANK.get(event.type, 2))):
        if event.type == "entered_care":
            entered, left = event, leaving_first if leaving_first and leaving_first.on == event.on else None
            runs = left is None
            ended = ended if runs else event.on
        elif event.type == "left_care" and runs:
            runs, ended, left = False, event.on, event if entered else None
        elif event.type == "left_care":
            leaving_first = event
        elif event.type in SHOWS_CARE and event.on != ended:
            runs = True
        if event.type in STATUS:
            short = event.fields.get("legal_status") in SHORT_BREAKS
        elif event.type == "left_care":
            short = False
    in_care = runs and not short
    if entered is None:
        return Standing((), None, None, in_care)
    since = entered.on
    period = sorted((event for event in journey.events if event.on >= since), key=_in_order)
    return Standing(tuple(period), entered, left, in_care)


def _in_order(event: Event) -> tuple[date, bool, str]:
    return (event.on, event.type != "entered_care", event.type)


def has(journey: Journey, event: Event) -> bool:
    """Whether the journey holds this very event: same day, type and fields."""
    return any(
        known.on == event.on and known.type == event.type and dict(known.fields) == dict(event.fields)
        for known in journey.events
    )
