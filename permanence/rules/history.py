"""A journey as known on a day, made ready for judging: events by type, periods of care, what held when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from permanence.journey import Event, Field, Journey
from permanence.rules.spans import BEGINNING, FOREVER, Spans

SHORT_BREAKS = frozenset({"V3", "V4"})
TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})

Happening = tuple[int, Mapping[str, Field]]


@dataclass(slots=True)
class Segment:
    """A stretch of the child's life: a period of care, or the time before, between or after them.

    A period whose beginning is not on record starts on the first day that shows the child in care.
    """

    start: int
    end: int = FOREVER
    entry: Mapping[str, Field] | None = None
    start_known: bool = True

    @property
    def in_care(self) -> bool:
        return self.entry is not None


@dataclass(slots=True)
class Stretch:
    """A value that held for a while: a legal status, a placement, a plan with its contingency."""

    start: int
    value: str
    second: str | None = None
    end: int = FOREVER


@dataclass(slots=True)
class History:
    """What rules look at; days are ordinals and every list is in order of time."""

    born: int | None
    expected: int | None
    unaccompanied: bool
    siblings: tuple[tuple[str, int], ...]  # each with the first day it counts from
    team: str | None
    as_of: int
    events: dict[str, list[Happening]] = field(default_factory=dict)
    segments: list[Segment] = field(default_factory=lambda: [Segment(BEGINNING)])
    statuses: list[Stretch] = field(default_factory=list)
    placements: list[Stretch] = field(default_factory=list)
    plans: list[Stretch] = field(default_factory=list)
    record_from: int = BEGINNING  # from this day on everything is on record
    kinds_from: Mapping[str, int] = field(default_factory=dict)  # the same for one kind of event
    presumed: set[int] = field(default_factory=set)  # days on which something is counted that is not on record
    memo: dict[int, Spans] = field(default_factory=dict)
    away: bool = False
    left_unplaced: int = -1

    def segment_at(self, day: int) -> Segment:
        for segment in reversed(self.segments):
            if segment.start <= day:
                return segment
        return self.segments[0]

    def of(self, kind: str) -> list[Happening]:
        return self.events.get(kind, [])


def _siblings(journey: Journey) -> tuple[tuple[str, int], ...]:
    since = {ref: day.toordinal() for ref, day in journey.siblings_since}
    return tuple((ref, since.get(ref, BEGINNING)) for ref in journey.siblings)


def history(journey: Journey, as_of: date) -> History:
    """The journey up to and including `as_of`; what happened later is not yet known."""
    past = History(
        born=journey.date_of_birth.toordinal() if journey.date_of_birth else None,
        expected=journey.expected_birth.toordinal() if journey.expected_birth else None,
        unaccompanied=journey.unaccompanied,
        siblings=_siblings(journey),
        team=journey.team,
        as_of=as_of.toordinal(),
        record_from=journey.record_from.toordinal() if journey.record_from else BEGINNING,
        kinds_from={kind: day.toordinal() for kind, day in journey.kinds_from},
    )
    for event in in_order(journey.events, as_of):
        day = event.on.toordinal()
        match event.type:
            case "entered_care":
                _enter(past, day, event.fields)
            case "left_care":
                _leave(past, day)
            case "legal_status_changed":
                _change_status(past, day, event.fields)
            case "placement_changed":
                _change_placement(past, day, event.fields)
            case "plan_agreed":
                _note(past, "plan_agreed", day, event.fields)
                _hold(past.plans, day, str(event.fields["plan"]), event.fields.get("contingency"))
            case kind:
                _note(past, kind, day, event.fields)
    return past


def in_order(events: Sequence[Event], as_of: date) -> list[Event]:
    """Known events by day; within a day the order never depends on the order they were given in."""
    known = sorted((event for event in events if event.on <= as_of), key=_by_day)
    if any(_by_day(known[i]) == _by_day(known[i + 1]) for i in range(len(known) - 1)):
        known.sort(key=lambda event: (*_by_day(event), sorted((k, str(v)) for k, v in event.fields.items())))
    return known


def _by_day(event: Event) -> tuple[date, int, str]:
    rank = 0 if event.type == "left_care" else 1 if event.type == "entered_care" else 2
    return (event.on, rank, event.type)


def _note(past: History, kind: str, day: int, fields: Mapping[str, Field]) -> None:
    past.events.setdefault(kind, []).append((day, fields))


def _hold(stretches: list[Stretch], day: int, value: str, second: object = None) -> None:
    """From `day` this value holds and the one before it does not."""
    if stretches and stretches[-1].end == FOREVER:
        stretches[-1].end = day
    stretches.append(Stretch(day, value, None if second is None else str(second)))


def _stop(stretches: list[Stretch], day: int) -> None:
    if stretches and stretches[-1].end == FOREVER:
        stretches[-1].end = day


def _enter(past: History, day: int, fields: Mapping[str, Field]) -> None:
    """A period of care starts every clock afresh; a series of short breaks starts none."""
    current = past.segments[-1]
    if current.in_care and current.start == day:
        return
    short = fields.get("legal_status") in SHORT_BREAKS
    for stretches in (past.statuses, past.placements, past.plans):
        _stop(stretches, day)
    if "legal_status" in fields:  # an extract tells the present status and placement, not always the first ones
        _hold(past.statuses, day, str(fields["legal_status"]))
    if "placement" in fields:
        _hold(past.placements, day, str(fields["placement"]))
    past.away = False
    if short:
        _close(past, day)
        return
    _open(past, day, fields)
    if past.left_unplaced == day:
        _leave(past, day)


def _open(past: History, day: int, fields: Mapping[str, Field]) -> None:
    _close(past, day)
    past.segments[-1].end = day
    past.segments.append(Segment(day, entry=fields))
    _note(past, "entered_care", day, fields)
    if "legal_status" in fields:
        _note(past, "legal_status_started", day, {"legal_status": fields["legal_status"]})
    if "placement" in fields:
        _note(past, "placement_started", day, {"placement": fields["placement"]})


def _close(past: History, day: int) -> None:
    """Ends the period of care that runs, if one does."""
    if past.segments[-1].in_care:
        past.segments[-1].end = day
        past.segments.append(Segment(day))
        _note(past, "left_care", day, {})


def _leave(past: History, day: int) -> None:
    if not past.segments[-1].in_care and not _in_short_breaks(past):
        past.left_unplaced = day
    for stretches in (past.statuses, past.placements, past.plans):
        _stop(stretches, day)
    _close(past, day)


def _in_short_breaks(past: History) -> bool:
    """Whether a series of short breaks runs, which an ending then ends."""
    return bool(past.statuses) and past.statuses[-1].end == FOREVER and past.statuses[-1].value in SHORT_BREAKS


def _shown_in_care(past: History, day: int) -> None:
    """A status or placement of a child of whom no period of care runs: in care since a day that is not on record.

    What is told of the very day care ended belongs to the period that ended.
    """
    current = past.segments[-1]
    if current.in_care or current.start == day or _in_short_breaks(past):
        return
    current.end = day
    past.segments.append(Segment(day, entry={}, start_known=False))


def _change_status(past: History, day: int, fields: Mapping[str, Field]) -> None:
    """A change out of a series of short breaks starts a period of care; a change into one ends it."""
    before = past.statuses[-1] if past.statuses and past.statuses[-1].end == FOREVER else None
    status = str(fields["legal_status"])
    if before is not None and before.value == status:
        return
    if status not in SHORT_BREAKS:
        _shown_in_care(past, day)
    _hold(past.statuses, day, status)
    _note(past, "legal_status_changed", day, fields)
    if before is not None and before.value in SHORT_BREAKS and status not in SHORT_BREAKS:
        placement = {"placement": past.placements[-1].value} if past.placements else {}
        _open(past, day, {"legal_status": status, **placement})
    elif status in SHORT_BREAKS:
        _close(past, day)
    else:
        _note(past, "legal_status_started", day, fields)


def _change_placement(past: History, day: int, fields: Mapping[str, Field]) -> None:
    """A temporary move is no change of placement, and neither is coming back from one."""
    placement = str(fields["placement"])
    _shown_in_care(past, day)
    if placement in TEMPORARY:
        past.away = True
        _note(past, "temporary_move", day, fields)
        return
    returned = past.away and bool(past.placements) and past.placements[-1].value == placement
    past.away = False
    if returned:
        return
    _hold(past.placements, day, placement)
    _note(past, "placement_changed", day, fields)
    _note(past, "placement_started", day, fields)
