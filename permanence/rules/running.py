"""Running the rules of a policy over one child's history: every clock, and what met it or stopped it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from permanence.explain import in_words
from permanence.rules.achieved import ended_by
from permanence.rules.copies import closes
from permanence.rules.going_on import PERMANENCE, resumed
from permanence.rules.history import History, Segment
from permanence.rules.joining import joined
from permanence.rules.model import Anchor, Occurrence, RunnableRule, RunnableStart
from permanence.rules.spans import FOREVER, Spans, at


def run(rules: Sequence[RunnableRule], history: History) -> list[Occurrence]:
    """Every clock that has started, rule by rule; chained rules see what the rules before them found."""
    found: list[Occurrence] = []
    by_rule: dict[str, list[Occurrence]] = {}
    queues: dict[tuple[str, ...], list[Occurrence]] = {}
    for rule in rules:
        clocks = list(_occurrences(rule, history, by_rule))
        if not clocks:
            continue
        if rule.queue:
            queues.setdefault(rule.queue, []).extend(clocks)
        by_rule[rule.rule.id] = clocks
        found += clocks
    for clocks in queues.values():
        _close_oldest_first(clocks, history)
    return found


@dataclass(slots=True)
class Applied:
    """A rule on one history: what it looks at again for every clock, found once."""

    rule: RunnableRule
    history: History
    met: list[int]
    at_start: Spans | None
    during: Spans | None
    permanent: Spans
    stops: list[int]


def _applied(rule: RunnableRule, history: History, during: Spans | None) -> Applied:
    return Applied(
        rule,
        history,
        sorted(set(rule.met_days(history))) if rule.met_days is not None else [],
        rule.holds_at_start(history) if rule.holds_at_start is not None else None,
        during,
        rule.permanence(history) if rule.permanence is not None else [],
        rule.stops(history) if rule.stops is not None else [],
    )


def _occurrences(rule: RunnableRule, history: History, by_rule: dict[str, list[Occurrence]]) -> Iterator[Occurrence]:
    during = rule.holds_while(history) if rule.holds_while is not None else None
    if during is not None and not during:
        return
    seen: set[int] = set()
    applied: Applied | None = None
    again: dict[int, Segment] = {}
    for start in rule.starts:
        for anchor, segment in _anchors(rule, start, history, by_rule):
            if anchor.start in seen:
                continue
            applied = applied or _applied(rule, history, during)
            clocks = _clocks(applied, anchor, segment)
            if clocks:
                seen.add(anchor.start)
                yield from clocks
            again |= resumed(applied.permanent, anchor.start, segment, clocks, history)
    while applied is not None and again:
        day = min(again)
        segment = again.pop(day)
        if day not in seen and rule.first_day <= day < rule.last_day:
            clocks = _clocks(applied, Anchor(day, day, ended_by(history, day)), segment)
            yield from clocks
            again |= resumed(applied.permanent, day, segment, clocks, history)


def _clocks(applied: Applied, anchor: Anchor, segment: Segment) -> list[Occurrence]:
    """The clock that starts here, or one for each sibling; none where the rule does not apply on the day."""
    rule, stop = applied.rule, _stop(applied, anchor.start, segment)
    if stop is None:
        return []
    found = []
    for sibling in _owed_for(rule, applied.history, anchor):
        occurrence = Occurrence(rule, anchor, segment, stop[0], stop[1], None, sibling)
        if not rule.queue:
            occurrence.met = _met(applied, occurrence)
        found.append(occurrence)
    return found


def _owed_for(rule: RunnableRule, history: History, anchor: Anchor) -> Iterator[str | None]:
    """Each sibling known by the day it starts, where it is owed for each; else nobody beside the child."""
    if not rule.rule.per_sibling:
        yield None
        return
    yield from (ref for ref, since in history.siblings if since <= anchor.start)


def _anchors(
    rule: RunnableRule, start: RunnableStart, history: History, by_rule: dict[str, list[Occurrence]]
) -> Iterator[tuple[Anchor, Segment]]:
    """The days this start happened, inside the rule's scope and while it was in force."""
    days = joined(start, history, by_rule) if start.chained else start.days(history)
    if start.of_entry and rule.in_series:  # a series goes on, whenever it began
        days = sorted([*days, *(part.start for part in history.segments if not part.start_known)])
    counts: dict[int, int] = {}
    last_day = None
    for day in days:
        if day == last_day or day > history.as_of:
            continue
        last_day = day
        segment = _scope(rule, history, day)
        if segment is None:
            continue
        counts[segment.start] = counts.get(segment.start, 0) + 1
        before = sum(one < day for one in start.earlier(history, segment.start)) if start.earlier else 0
        if start.nth is not None and not segment.start_known:
            continue  # how many there were before is not on record
        if start.nth is not None and counts[segment.start] + before != start.nth:
            continue
        if rule.first_day <= day < rule.last_day:
            yield _counted_from(start, history, day, segment), segment


def _scope(rule: RunnableRule, history: History, day: int) -> Segment | None:
    """The stretch of life a clock belongs to; one that outlives care may start on the day care ends."""
    segment = history.segment_at(day)
    if segment.in_care or rule.rule.scope == "life":
        return segment
    if rule.rule.outlives_care and segment.start == day:
        return next((part for part in history.segments if part.in_care and part.end == day), None)
    return None


def _counted_from(start: RunnableStart, history: History, day: int, segment: Segment) -> Anchor:
    if start.last is not None:
        earlier = start.last(history)
        place = bisect_right(earlier, day)
        if place and earlier[place - 1] >= segment.start:
            return Anchor(day, earlier[place - 1], start.last_words)
    if start.of_entry and not segment.start_known:
        return Anchor(day, day, "the first record of care")
    return Anchor(day, day, start.words, presumed=start.counts and day in history.presumed)


def _stop(applied: Applied, day: int, segment: Segment) -> tuple[int, str] | None:
    """When and why this clock stops if nothing meets it; None when it never starts."""
    rule = applied.rule
    if applied.at_start is not None and at(applied.at_start, day) is None:
        return None
    stop, why = FOREVER, ""
    if not rule.rule.outlives_care:
        stop, why = segment.end, "the child left care" if segment.in_care else "the child entered care"
    if applied.during is not None:
        span = at(applied.during, day)
        if span is None:
            return None
        if span[1] < stop:
            stop, why = span[1], "it no longer applied"
    for begin, end in applied.permanent:
        if begin <= day < end:
            return None
        if day < begin < stop:
            stop, why = begin, PERMANENCE
    place = bisect_right(applied.stops, day)
    if place < len(applied.stops) and applied.stops[place] < stop:
        stop, why = applied.stops[place], f"ended by {rule.stop_words}"
    if rule.last_day < stop:
        stop, why = rule.last_day, "the rule was repealed"
    return stop, why


def _met(applied: Applied, occurrence: Occurrence) -> int | None:
    """The first day, from the start of the clock and not after its stop, that shows the duty done."""
    rule, day = applied.rule, occurrence.anchor.start
    days = applied.met if rule.met_named is None else _for_sibling(applied, occurrence.sibling)
    earliest = day
    if rule.rule.counts_from == "opening":
        opens = rule.dues[0][1](applied.history, occurrence, applied.history.as_of).opens
        earliest = max(day, opens or day)
    place = bisect_left(days, earliest)
    if rule.restarts_on_met and place < len(days) and days[place] == day:
        place += 1
    place += rule.rule.nth - 1
    met = days[place] if place < len(days) else None
    if rule.met_spans is not None:
        for begin, end in rule.met_spans(applied.history):
            if end > day:
                met = min(max(begin, day), met if met is not None else FOREVER)
                break
    return met if met is not None and met <= occurrence.stop and met <= applied.history.as_of else None


def _for_sibling(applied: Applied, sibling: str | None) -> list[int]:
    assert applied.rule.met_named is not None, "asked only of a rule owed for each sibling"
    return sorted({day for day, named in applied.rule.met_named(applied.history) if closes(named, sibling)})


def _close_oldest_first(clocks: list[Occurrence], history: History) -> None:
    """Each thing done closes the oldest duty of its kind still open that day; one that names a sibling, of theirs."""
    rule = clocks[0].rule
    waiting = sorted(clocks, key=lambda clock: (clock.anchor.start, clock.rule.number, clock.sibling or ""))
    if rule.met_named is not None:
        done = rule.met_named(history)
    else:
        done = [(day, "") for day in rule.met_days(history)] if rule.met_days is not None else []
    for day, named in done:
        for i, clock in enumerate(waiting):
            if clock.anchor.start <= day <= clock.stop and closes(named, clock.sibling):
                clock.met = day
                del waiting[i]
                break


def ending(occurrence: Occurrence) -> str:
    """How a clock that was stopped ended, to go after the reason for it."""
    return f"; {occurrence.stopped_by} on {in_words(occurrence.stop)}"
