"""Endings of care among past events: which child leaves care by them, and which ending could be one of two things'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from permanence.journey import Event, Journey
from permanence.rules.history import SHORT_BREAKS
from records.lists.annex_a import day
from records.lists.standing import standing


def could_end_either(journey: Journey, left: Event) -> str:
    """Completes a sentence where short breaks that nobody ended and care that began meanwhile both run on that day.

    `left` says neither; it is empty where there is only one thing to end.
    """
    before = [event for event in journey.events if event.on < left.on]
    now = standing(replace(journey, events=tuple(before)))
    if not now.in_care or now.entered is None:
        return ""
    ends = [event.on for event in before if event.type == "left_care"]
    breaks = [
        event.on
        for event in before
        if event.type == "entered_care"
        and event.fields.get("legal_status") in SHORT_BREAKS
        and event.on < now.entered.on
        and not any(on >= event.on for on in ends)
    ]
    if not breaks:
        return ""
    return (
        f"could end the short breaks that began on {day(max(breaks))} or the care that began on "
        f"{day(now.entered.on)}, so it was not taken: import the list or the return that says which ended"
    )


def leaving(known: Mapping[str, Journey], added: Mapping[str, Iterable[Event]]) -> Iterator[tuple[str, date]]:
    """Each child in care now who is not once these events are added, and the day it ends."""
    for child, events in added.items():
        after = standing(replace(known[child], events=(*known[child].events, *events)))
        if standing(known[child]).in_care and not after.in_care and after.left is not None:
            yield child, after.left.on
