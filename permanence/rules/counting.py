"""Since an event, and after how many of them: with what is presumed of the time before the record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise

from permanence.calendar import Calendar
from permanence.policy_file.parts import Condition, Counted
from permanence.rules.achieved import own_end
from permanence.rules.history import History
from permanence.rules.patterns import days_of, days_of_any, happenings_of
from permanence.rules.record import presumed
from permanence.rules.spans import BEGINNING, FOREVER, NEVER, Spans, merge

Holds = Callable[[History], Spans]


def since(condition: Condition, calendar: Calendar) -> Holds:
    """From an event until another; a new period of care wipes the slate unless the condition is lifelong."""
    begins = [(pattern.event, happenings_of(pattern)) for pattern in condition.after or []]
    ends = days_of_any(condition.until or []) if condition.until else None
    lifelong = condition.lifelong
    kinds = {pattern.event for pattern in condition.after or []}

    def spans_of(history: History) -> Spans:
        starts = [
            (day, own_end(history, kind, day, fields)) for kind, happened in begins for day, fields in happened(history)
        ]
        first = [
            presumed(history, kind, part.start, calendar)[:1]
            for part in history.segments
            if part.in_care
            for kind in kinds
        ]
        starts += [(day, history.segment_at(day).end) for days in first for day in days]
        if not starts:
            return NEVER
        stops = ends(history) if ends else []
        spans = []
        for start, own in starts:
            end = FOREVER if lifelong else own
            place = bisect_left(stops, start + 1)
            spans.append((start, min(end, stops[place]) if place < len(stops) else end))
        return _parted(merge(spans), set(stops).intersection(day for day, _own in starts))

    return spans_of


def _parted(spans: Spans, anew: set[int]) -> Spans:
    """What ends and begins anew on one day is two spans, so that how long it has lasted counts from that day."""
    parted: Spans = []
    for start, end in spans:
        days = [start, *sorted(day for day in anew if start < day < end), end]
        parted += pairwise(days)
    return parted


def counted(asked: Counted, calendar: Calendar) -> Holds:
    """While the number of days with such an event, in this stretch of life and since the last of others, fits."""
    happens = days_of(asked)
    resets = days_of_any(asked.since) if asked.since else None
    least, most = asked.at_least, asked.at_most

    def spans_of(history: History) -> Spans:
        turns = [(part.start, 0) for part in history.segments]
        turns += [(day, 0) for day in (resets(history) if resets else ())]
        before = [day for turn, _ in turns for day in presumed(history, asked.event, turn, calendar)]
        marks = sorted({*turns, *((day, 1) for day in (*happens(history), *before))})
        spans, number = [], 0
        for i, (day, adds) in enumerate(marks):
            number = number + 1 if adds else 0
            end = marks[i + 1][0] if i + 1 < len(marks) else FOREVER
            if number >= least and (most is None or number <= most):
                spans.append((max(day, BEGINNING), end))
        return merge(spans)

    return spans_of
