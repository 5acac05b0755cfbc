"""Show what held when in a child's life: periods of care, legal statuses, placements, plans; and meetings held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from permanence.journey import Journey
from permanence.people import rights
from permanence.rules.history import Stretch, history
from permanence.rules.spans import FOREVER
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import visible_teams_of

HELD = ("panel_held", "ppm_held", "review_held", "final_care_planning_meeting_held")


@dataclass(frozen=True, slots=True)
class StretchesAsked:
    """Who asks, for which child, as of which day."""

    caller: str
    child: str
    today: date


@dataclass(frozen=True, slots=True)
class Held:
    """A code that held from a day to another, or still holds; `since` is the first day that shows it."""

    code: str
    since: date
    until: date | None
    since_known: bool = True


@dataclass(frozen=True, slots=True)
class Stretches:
    """Each kind in order of time. `held` are meetings by their event type."""

    label: str
    care: tuple[Held, ...]
    statuses: tuple[Held, ...]
    placements: tuple[Held, ...]
    plans: tuple[Held, ...]
    held: tuple[tuple[str, date], ...]


async def show_stretches(house: House, asked: StretchesAsked) -> Stretches:
    """NotFound for a reference that is none; refused for a child of other teams."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        child, journey = await find_child(work, asked.child, visible)
    return stretches_of(child.label, journey, asked.today)


def stretches_of(label: str, journey: Journey, today: date) -> Stretches:
    """As known on the day."""
    past = history(journey, today)
    care = tuple(
        Held("", date.fromordinal(one.start), _until(one.end), one.start_known) for one in past.segments if one.in_care
    )
    meetings = sorted((event.on, event.type) for event in journey.events if event.type in HELD and event.on <= today)
    return Stretches(
        label,
        care,
        _held(past.statuses),
        _held(past.placements),
        _held(past.plans),
        tuple((kind, on) for on, kind in meetings),
    )


def _held(stretches: Iterable[Stretch]) -> tuple[Held, ...]:
    return tuple(
        Held(one.value, date.fromordinal(one.start), _until(one.end)) for one in stretches if one.end != one.start
    )


def _until(ordinal: int) -> date | None:
    return None if ordinal == FOREVER else date.fromordinal(ordinal)
