"""Where a return and what other extracts put on record tell the same thing differently: the record gives way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from permanence.journey import Event, Journey
from permanence.rules.history import SHORT_BREAKS
from records.files.mapping import ExtractMapping
from records.lists.annex_a import day
from records.lists.standing import PLACEMENT, STATUS
from records.previews.preview import Withdrawal
from records.returns.told_by_episodes import Told

CODES = {"legal_status_changed": ("legal_status", STATUS), "placement_changed": ("placement", PLACEMENT)}


def told_already(theirs: Sequence[Event], event: Event, told: Told) -> bool:
    """Others told it and more: an entry with these fields, or what the return knows from a first episode on only."""
    if event.type == "entered_care":
        return any(
            known.type == "entered_care" and known.on == event.on and event.fields.items() <= known.fields.items()
            for known in theirs
        )
    if event not in told.known_only_from or event.type not in CODES:
        return False
    name, types = CODES[event.type]
    before = [known for known in theirs if known.type in types and name in known.fields and known.on < event.on]
    latest = max(before, key=lambda known: known.on, default=None)
    return latest is not None and latest.fields[name] == event.fields[name]


def contradicted(
    journey: Journey, theirs: Sequence[Event], event: Event, now: Sequence[Event], mapping: ExtractMapping
) -> Iterator[Withdrawal]:
    """Which of the events told by others cannot stand beside one that the return newly tells."""
    for known in theirs:
        if known.type == event.type and (because := _because(event, known, journey, now)):
            yield Withdrawal(known, because)
            if event.type == "left_care":
                yield from _endings(known, theirs, because, mapping)


def _because(event: Event, known: Event, journey: Journey, now: Sequence[Event]) -> str:
    match event.type:
        case "entered_care" if _is_break(known) != _is_break(event):
            return ""  # short breaks begin and end beside care
        case "entered_care" if known.on == event.on:
            return "the file gives the legal status and placement of that day"
        case "entered_care" if not _between(known.on, event.on, "left_care", (*journey.events, *now)):
            return f"the file gives {day(event.on)} as the day the child came into care"
        case "left_care" if known.on != event.on:
            if not _between(known.on, event.on, "entered_care", (*journey.events, *now)):
                return f"the file gives {day(event.on)} as the day care ended"
        case "legal_status_changed" | "placement_changed":
            name, types = CODES[event.type]
            value = event.fields[name]
            if known.on == event.on:
                return f"the file gives {value} from {day(event.on)}"
            if known.on > event.on and known.fields[name] == value and known.on < _next(event, types, name, now):
                return f"the file gives {day(event.on)} as the day this began"
            if known.fields[name] == value and _told_before(event, known.on, types, name, now):
                return f"the file gives {day(event.on)} as the day this began"
    return ""


def _is_break(entered: Event) -> bool:
    return entered.fields.get("legal_status") in SHORT_BREAKS


def _told_before(event: Event, on: date, types: Sequence[str], name: str, now: Sequence[Event]) -> bool:
    """Whether the return tells that day too, and from then to the event no other change."""
    days = [e.on for e in now if e.type in types and name in e.fields and e is not event]
    return on < event.on and any(day <= on for day in days) and not any(on < day < event.on for day in days)


def _between(one: date, other: date, type: str, events: Sequence[Event]) -> bool:
    low, high = sorted((one, other))
    return any(event.type == type and low <= event.on <= high for event in events)


def _next(event: Event, types: Sequence[str], name: str, now: Sequence[Event]) -> date:
    """The day what the event tells gave way to something else, by the return."""
    later = [e.on for e in now if e.on > event.on and (e.type == "left_care" or (e.type in types and name in e.fields))]
    return min(later, default=date.max)


def _endings(left: Event, theirs: Sequence[Event], because: str, mapping: ExtractMapping) -> Iterator[Withdrawal]:
    endings = set(mapping.permanence.values())
    for known in theirs:
        if known.type == "permanence_achieved" and known.on == left.on and known.fields.get("by") in endings:
            yield Withdrawal(known, because)
