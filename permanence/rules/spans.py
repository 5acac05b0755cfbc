"""Spans of days: sorted, disjoint, half-open pairs of ordinals in which something holds."""

from __future__ import annotations

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
    for start, end in sorted(spans):
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
    for span in spans:
        if span[0] <= day < span[1]:
            return span
        if span[0] > day:
            return None
    return None
