"""The past a made-up child's row does not tell: panels and planning meetings held, first statuses and earlier moves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from permanence.journey import Event
from records.lists.child_row import ChildRow
from records.sample.stories import away_from_adoption, unstable

THURSDAY = 3
WEEK = timedelta(days=7)
SECURED = frozenset({"U1", "U4"})
# Weeks since the last panel, and how many in twenty children: not due, due soon, overdue, long overdue.
LAST_PANEL = (((0, 3), 11), ((4, 5), 6), ((6, 8), 2), ((11, 20), 1))

UPLOADED = (1, 4, 4, 5)  # days after a Thursday's panel: the Friday, the Monday or the Tuesday
MINUTES_AFTER = (3, 3, 5, 5, 4)  # days after a planning meeting, by its weekday
MINUTES_FORGOTTEN = 9  # of the meetings on the 9th, 18th and 27th
UPLOAD_FORGOTTEN = 0.08  # of the last panels


def past_events(row: ChildRow, story: object, chance: Random, as_of: date) -> tuple[Event, ...]:
    """Nothing lies before entry, after `as_of` or after the child left; every event is on a working day of the week."""
    last = row.left or as_of
    events = [*_first_status(row), *_panels(row, chance, as_of), *_planning_meetings(row, chance, last)]
    if story is unstable:
        events += _moves(row, chance)
    if story is away_from_adoption:
        events.append(Event(as_of - timedelta(days=chance.randint(10, 60)), "care_plan_changed", {"change": "other"}))
    if row.adoption and row.adoption.placed:
        lodged = row.adoption.placed + 11 * WEEK
        events.append(Event(lodged, "milestone", {"name": "adoption_application_lodged"}))
    within = [event for event in events if row.entered <= event.on <= last]
    return tuple(sorted(within, key=lambda event: (event.on, event.type)))


def _first_status(row: ChildRow) -> Iterator[Event]:
    if row.legal_status_since > row.entered:
        yield Event(row.entered, "legal_status_changed", {"legal_status": "C1"})
        yield Event(row.entered, "proceedings_issued")
        yield Event(row.legal_status_since, "proceedings_concluded")
    if row.placement_since and row.placement_since > row.entered:
        yield Event(row.entered, "placement_changed", {"placement": "U6"})


def _panels(row: ChildRow, chance: Random, as_of: date) -> Iterator[Event]:
    """Every six weeks back from the last one, for a year at most; none once the child is matched or gone."""
    last = row.left or as_of
    if row.placement in SECURED and row.placement_since:
        held = _thursday(row.placement_since - WEEK)
    else:
        (least, most), _ = chance.choices(LAST_PANEL, [share for _, share in LAST_PANEL])[0]
        held = _thursday(last - chance.randint(least, most) * WEEK)
    forgotten = chance.random() < UPLOAD_FORGOTTEN
    while held >= max(row.entered + 3 * WEEK, as_of - 52 * WEEK):
        yield Event(held, "panel_held")
        if not forgotten:
            yield Event(held + timedelta(days=chance.choice(UPLOADED)), "record_uploaded")
        forgotten = False
        held -= 6 * WEEK


def _thursday(day: date) -> date:
    """The Thursday on or before; the week before when that is Christmas or New Year's Day."""
    day -= timedelta(days=(day.weekday() - THURSDAY) % 7)
    return day - WEEK if (day.month, day.day) in ((12, 25), (12, 26), (1, 1)) else day


def _planning_meetings(row: ChildRow, chance: Random, last: date) -> Iterator[Event]:
    if row.placement in SECURED:
        return
    held = last - timedelta(days=chance.randint(3, 75))
    for _ in range(4):
        day = held - timedelta(days=max(0, held.weekday() - 4))
        if day > row.entered + 2 * WEEK:
            yield Event(day, "ppm_held")
            if day.day % MINUTES_FORGOTTEN:
                yield Event(day + timedelta(days=MINUTES_AFTER[day.weekday()]), "minutes_issued")
        held -= timedelta(days=chance.randint(38, 60))


def _moves(row: ChildRow, chance: Random) -> Iterator[Event]:
    since = row.placement_since or row.entered
    for placement in ("U6", "U6", "K2"):
        since -= timedelta(days=chance.randint(20, 70))
        if since > row.entered:
            yield Event(since, "placement_changed", {"placement": placement})


def events_csv(events: Iterable[tuple[str, Event]]) -> bytes:
    """The file of past events: Child, On, Type, Fields."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("Child", "On", "Type", "Fields"))
    for child, event in events:
        fields = "; ".join(f"{name}={_told(value)}" for name, value in sorted(event.fields.items()))
        writer.writerow((child, f"{event.on:%d/%m/%Y}", event.type, fields))
    return text.getvalue().encode("utf-8")


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
