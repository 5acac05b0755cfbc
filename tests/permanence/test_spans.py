"""Spans of days against plain sets of days: what holds when both, either, neither, at a day."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from permanence.rules.spans import ALWAYS, BEGINNING, FOREVER, NEVER, Spans, at, both, merge, outside

PIECES = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), max_size=6)
WINDOW = range(1, 42)


def _days(spans: Spans) -> set[int]:
    return {day for day in WINDOW for start, end in spans if start <= day < end}


def _proper(spans: Spans) -> bool:
    """In order, none empty, and none touching the next."""
    return all(start < end for start, end in spans) and all(before[1] < after[0] for before, after in pairwise(spans))


@given(PIECES)
def test_merging_keeps_every_day_and_joins_what_touches(pieces: Spans) -> None:
    merged = merge(pieces)
    assert _days(merged) == _days(pieces)
    assert _proper(merged)


@given(PIECES, PIECES)
def test_both_hold_on_the_days_they_share(left: Spans, right: Spans) -> None:
    shared = both(merge(left), merge(right))
    assert _days(shared) == _days(left) & _days(right)
    assert all(start < end for start, end in shared)


@given(PIECES)
def test_outside_are_all_other_days_from_the_beginning_and_for_ever(pieces: Spans) -> None:
    spans = outside(merge(pieces))
    assert _days(spans) == set(WINDOW) - _days(pieces)
    assert spans[0][0] == BEGINNING
    assert spans[-1][1] == FOREVER
    assert outside(spans) == merge(pieces)


def test_outside_of_nothing_is_always_and_of_always_is_nothing() -> None:
    assert outside(NEVER) == ALWAYS
    assert outside(ALWAYS) == NEVER


@given(PIECES)
def test_always_changes_nothing_and_never_leaves_nothing(pieces: Spans) -> None:
    spans = merge(pieces)
    assert both(ALWAYS, spans) == spans == both(spans, ALWAYS)
    assert both(NEVER, spans) == NEVER == both(spans, NEVER)


@given(PIECES, st.integers(0, 45))
def test_the_span_at_a_day_is_the_one_that_holds_it(pieces: Spans, day: int) -> None:
    spans = merge(pieces)
    found = at(spans, day)
    assert (found is not None) == (day in _days(spans))
    assert found is None or (found in spans and found[0] <= day < found[1])


def test_one_empty_span_is_no_span() -> None:
    assert merge([(5, 5)]) == []
    assert merge([(7, 5)]) == []
    assert merge([(1, 3), (3, 5)]) == [(1, 5)]
    assert merge([(1, 3), (4, 5)]) == [(1, 3), (4, 5)]
    assert merge([(1, 9), (2, 3)]) == [(1, 9)]
