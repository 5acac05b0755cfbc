"""How far back a record reaches: what is counted from before that day is not made up from what is on record since."""

from __future__ import annotations

from itertools import chain, repeat

from permanence.calendar import Calendar, Duration
from permanence.rules.history import History
from permanence.rules.spans import BEGINNING, FOREVER

# How a child stands now is known, whenever it began: a list gives it with its day, or gives that there is none.
STANDING = frozenset(
    {
        "entered_care",
        "left_care",
        "legal_status_changed",
        "legal_status_started",
        "placement_changed",
        "placement_started",
        "plan_agreed",
        "permanence_achieved",
        "order_made",
    }
)
RECURRING = frozenset({"review_held", "ppm_held", "panel_held", "visited"})
# Regulation 33 of the Care Planning, Placement and Case Review (England) Regulations 2010.
REVIEWS_BY_LAW = (Duration("working_days", 20), Duration("months", 3), Duration("months", 6))


def whole_from(history: History, kind: str) -> int:
    """The day from which every event of this kind is on record."""
    if kind in STANDING:
        return BEGINNING
    return history.kinds_from.get(kind, history.record_from)


def presumed(
    history: History, kind: str, since: int, calendar: Calendar, rhythm: tuple[Duration, ...] = REVIEWS_BY_LAW
) -> list[int]:
    """The days by which those not on record were held at the latest, at the rhythm that reviews have by law.

    They are counted, and no date that is told is counted from one of them. None where the record reaches to `since`.
    """
    begins = whole_from(history, kind)
    if kind not in RECURRING or since >= begins:
        return []
    segment = history.segment_at(since)
    if not segment.in_care:
        return []
    until = min(begins, segment.end, history.as_of + 1)
    known = iter(sorted({day for day, _fields in history.of(kind) if day > since}))
    ahead, day, found = next(known, FOREVER), since, []
    for length in chain(rhythm, repeat(rhythm[-1])):
        latest = calendar.after(day, length)
        if ahead <= latest:
            day, ahead = ahead, next(known, FOREVER)
        elif latest < until:
            day = latest
            found.append(day)
        else:
            break
    history.presumed.update(found)
    return found


def counted_by(
    history: History, kind: str, between: tuple[int, int], calendar: Calendar, rhythm: tuple[Duration, ...]
) -> list[tuple[int, bool]]:
    """The days that are counted, in order, each with whether it is sure that it was that one of them."""
    since, last = between
    on_record = {day for day, _fields in history.of(kind) if since <= day <= last}
    before = [day for day in presumed(history, kind, since, calendar, rhythm) if day <= last]
    first = min(before, default=FOREVER)
    return [(day, day < first) for day in sorted(on_record.union(before))]
