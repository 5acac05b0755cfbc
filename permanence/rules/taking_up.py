"""Taking up what began before the record does: one next date of each series, and nothing asked for that nobody kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from permanence.explain import in_words
from permanence.rules.history import History
from permanence.rules.model import Anchor, DueDate, Occurrence, RunnableRule
from permanence.rules.record import whole_from
from permanence.rules.spans import BEGINNING, FOREVER

BEGINNING_WORDS = "the start of the record"
Series = tuple[str, tuple[str, ...], str | None]


def due_date(past: History, clock: Occurrence) -> DueDate:
    """What the rule, as it was when the clock started, says of it."""
    known = clock.met if clock.met is not None else min(clock.stop, past.as_of)
    due_of = clock.rule.dues[0][1]
    for start, later in clock.rule.dues[1:]:
        if start <= clock.anchor.start:
            due_of = later
    return due_of(past, clock, known)


def take_up(clocks: Sequence[Occurrence], past: History) -> None:
    """A date that went by before the record begins is not overdue: nobody kept whether it was met.

    A series goes on, counted from the day the record begins; what still holds is asked for once; the rest is not.
    """
    if past.record_from == BEGINNING and not past.kinds_from:
        return
    waiting: dict[Series, list[tuple[int, Occurrence]]] = {}
    began: dict[int, Anchor] = {}
    standing: dict[tuple[str, str | None], list[Occurrence]] = {}
    for clock in clocks:
        begins = max((whole_from(past, kind) for kind in clock.rule.met_kinds), default=BEGINNING)
        if not _in_doubt(clock, past, begins):
            continue
        if clock.rule.in_series and due_date(past, clock).day is not None:
            began[id(clock)] = clock.anchor
            _count_from(clock, max(begins, clock.segment.start))
            day = due_date(past, clock).day
            if day is not None and day >= begins:
                waiting.setdefault(_series(clock), []).append((day, clock))
                continue
            clock.anchor = began[id(clock)]
        elif due_date(past, clock).day is None and (clock.rule.restarts_on_met or not _happened(clock)):
            standing.setdefault((clock.rule.rule.id, clock.sibling), []).append(clock)
            continue
        clock.unkept = begins
    _keep_the_soonest(waiting, clocks, past, began)
    for its in standing.values():
        for clock in sorted(its, key=lambda one: one.anchor.start)[:-1]:
            clock.unkept = clock.unkept or past.record_from


def _in_doubt(clock: Occurrence, past: History, begins: int) -> bool:
    """Whether it may have been met, or have been due, before anybody kept such things."""
    if clock.anchor.start >= begins and not clock.anchor.presumed:
        return False
    if clock.met is None and clock.stop <= past.as_of:
        return False
    day = due_date(past, clock).day
    if clock.met is not None:
        return day is not None and clock.met > day and day < begins
    if clock.anchor.presumed:
        return True
    return day < begins if day is not None else _undated(clock.rule)


def _undated(rule: RunnableRule) -> bool:
    return all(due.undated for due in rule.rule.due)


def _happened(clock: Occurrence) -> bool:
    """Whether something that happened started it, rather than a state of things that goes on."""
    return all(start.event for start in clock.rule.starts)


def _count_from(clock: Occurrence, begins: int) -> None:
    clock.anchor = Anchor(clock.anchor.start, begins, BEGINNING_WORDS, clock.anchor.presumed)
    clock.taken_up = begins


def _series(clock: Occurrence) -> Series:
    rule = clock.rule.rule
    return rule.what, tuple(sorted(str(pattern) for pattern in rule.met_by)), clock.sibling


def _keep_the_soonest(
    waiting: dict[Series, list[tuple[int, Occurrence]]],
    clocks: Iterable[Occurrence],
    past: History,
    began: dict[int, Anchor],
) -> None:
    """Of several counted from the start of the record one is asked for, unless another of the series comes before."""
    running = [clock for clock in clocks if clock.taken_up is None and clock.unkept is None and _open(clock, past)]
    for series, its in waiting.items():
        others = [due_date(past, clock).day or FOREVER for clock in running if _series(clock) == series]
        open_now = [(day, -clock.anchor.start, clock.rule.number) for day, clock in its if _open(clock, past)]
        kept = min(open_now, default=None)
        if kept is not None and min(others, default=FOREVER) <= kept[0]:
            kept = None
        for day, clock in its:
            if _open(clock, past) and (day, -clock.anchor.start, clock.rule.number) != kept:
                clock.unkept, clock.anchor = clock.taken_up, began[id(clock)]


def _open(clock: Occurrence, past: History) -> bool:
    return clock.met is None and clock.stop > past.as_of


def nowhere_on_record(clock: Occurrence) -> bool:
    """Begun on a day that was only counted, and nothing is asked for it: there is nothing to tell."""
    return clock.anchor.presumed and (clock.taken_up is None or clock.unkept is not None)


def unkept_words(day: int) -> str:
    """How an occurrence ended that is not asked for any more."""
    return f"; whether it was done before the record begins on {in_words(day)} is not on record"


def asked(past: History, clocks: Sequence[Occurrence], what_words: Sequence[str]) -> tuple[str, ...]:
    """Where nothing is next because nobody kept what was before: what to record so that dates follow."""
    kept = [(clock, words) for clock, words in zip(clocks, what_words, strict=True) if clock.unkept is not None]
    if not kept:
        return ()
    clock, words = max(kept, key=lambda one: (one[0].anchor.start, one[0].rule.number))
    assert clock.unkept is not None
    return (
        f"Whether what was asked before the record begins on {in_words(clock.unkept)} was done is not on record "
        f"({words}, {clock.rule.rule.clause}): record when it was, and the next date follows.",
    )
