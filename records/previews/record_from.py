"""From when the record of a child is whole, kind by kind, once an import is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from permanence.journey import Event
from permanence.rules.record import STANDING
from records.previews.preview import Change, Fact, Known
from records.returns.episodes import START
from records.returns.kept_tellings import kept_tellings

LATEST = {"review_held": "reviewed", "visited": "visited"}  # of these a list gives the latest only


def kinds_from(before: Known | None, change: Change, live: date) -> dict[str, date]:
    """Each kind of event this import brings, from the first day it brings; empty for a child whose record is whole.

    A list is whole from the latest it gives on; returns from the first review they hold, or from the start of care
    where they have it. A child who came into care after going live is whole.
    """
    known = dict(before.journey.kinds_from) if before else {}
    entered = _entered(before, change)
    if entered is not None and entered >= live:
        return known
    found = {**known, **from_events(known, change.add)}
    told_before = before.last_row if before else {}
    for kind, name in LATEST.items():
        latest = _day(change.last_row, name)
        if latest is not None and _day(told_before, name) is None:
            found[kind] = min(latest, live)
    if entered is not None and _day(change.last_row, "reviewed") is None and "review_held" in found:
        starts = {one.began for told in kept_tellings(change.last_row) for one in told.episodes if one.reason == START}
        if entered in starts:
            found["review_held"] = entered
    return found


def from_events(known: Mapping[str, date], added: Iterable[Event]) -> dict[str, date]:
    """A file of past events is whole from the first it has of a kind, child by child."""
    found: dict[str, date] = {}
    for event in added:
        if event.type not in STANDING:
            first = found.get(event.type, known.get(event.type, event.on))
            found[event.type] = min(first, event.on)
    return found


def _entered(before: Known | None, change: Change) -> date | None:
    gone = [away.event for away in change.withdraw]
    events = [event for event in (before.journey.events if before else ()) if not any(event is one for one in gone)]
    return max((event.on for event in (*events, *change.add) if event.type == "entered_care"), default=None)


def _day(last_row: Mapping[str, Fact], name: str) -> date | None:
    told = last_row.get(name)
    return date.fromisoformat(told) if isinstance(told, str) and told else None
