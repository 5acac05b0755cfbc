"""Spans of days: sorted, disjoint, half-open pairs of ordinals in which something holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]
Spans = list[Span]

BEGINNING = 0
FOREVER = 5_000_000
ALWAYS: Spans = [(BEGINNING, FOREVER)]
NEVER: Spans = []


def merge(spans: Iterable[Span]) -> Spans:
    """Spans in order, those that touch or overlap made one, empty ones dropped."""
    merged: Spans = []
    in_order = sorted(spans)
    if len(in_order) == 1 and in_order[0][0] < in_order[0][1]:
        return in_order
    for start, end in in_order:
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def both(left: Spans, right: Spans) -> Spans:
    """Where both hold."""
    if left is ALWAYS:
        return right
    if right is ALWAYS:
        return left
    found: Spans = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i][0], right[j][0])
        end = min(left[i][1], right[j][1])
        if start < end:
            found.append((start, end))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return found


def outside(spans: Spans) -> Spans:
    """Where it does not hold."""
    found: Spans = []
    reached = BEGINNING
    for start, end in spans:
        if start > reached:
            found.append((reached, start))
        reached = end
    if reached < FOREVER:
        found.append((reached, FOREVER))
    return found


def at(spans: Spans, day: int) -> Span | None:
    """The span a day lies in."""
    place = bisect_right(spans, (day, FOREVER + 1))
    if place and day < spans[place - 1][1]:
        return spans[place - 1]
    return None
