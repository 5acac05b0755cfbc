"""A child's journey: the dated events that are the whole record, and nothing computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Field = str | int | bool | date
NO_FIELDS: Mapping[str, Field] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing that happened. `type` and the extra fields are those of the timeline contract."""

    on: date
    type: str
    fields: Mapping[str, Field] = field(default_factory=lambda: NO_FIELDS)


@dataclass(frozen=True, slots=True)
class Journey:
    """A child by reference, with what is known of them, and their events in any order."""

    child: str
    date_of_birth: date | None = None
    expected_birth: date | None = None
    unaccompanied: bool = False
    siblings: tuple[str, ...] = ()
    team: str | None = None
    events: tuple[Event, ...] = field(default=())
    siblings_since: tuple[tuple[str, date], ...] = ()  # from when one is known; what was before asks nothing for them
    record_from: date | None = None  # from this day on everything is on record; none where it always was
    kinds_from: tuple[tuple[str, date], ...] = ()  # the same for one kind of event, where it is another day
