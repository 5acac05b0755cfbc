"""Intervals set for one child: a shorter one by a manager, or the next one's as the meeting itself set it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from operator import itemgetter

from permanence.calendar import Calendar, Duration
from permanence.explain import after, in_words
from permanence.journey import Field
from permanence.rules.history import Happening, History
from permanence.rules.model import DueDate, DueOf, Occurrence

INTERVAL = "interval_set"
AT_IT = "set at the meeting"  # the reason kept where nobody wrote another


def shorter(standard: DueOf, what: str, calendar: Calendar) -> DueOf:
    """The interval of the procedure, or the shorter one a manager had set by then for this period of care."""

    def or_shorter(history: History, occurrence: Occurrence, known: int) -> DueDate:
        usual = standard(history, occurrence, known)
        its = _set_before(history, occurrence, known, what)
        if not its or its[-1][0] < occurrence.segment.start or usual.day is None:
            return usual
        on, fields = its[-1]
        day, words = _counted(fields, occurrence, calendar)
        if day is None or day >= usual.day:
            return usual
        return DueDate(day, None, f"{words}, the shorter interval set on {in_words(on)}")

    return or_shorter


def as_set(what: str, calendar: Calendar) -> DueOf:
    """What was set at the meeting or since, until the next; where nothing was, it is asked for."""

    def set_at_it(history: History, occurrence: Occurrence, known: int) -> DueDate:
        anchor = occurrence.anchor
        for on, fields in reversed(_set_before(history, occurrence, known, what)):
            day, words = _counted(fields, occurrence, calendar)
            if on >= anchor.start and day is not None:
                return DueDate(day, None, f"{words}, as set on {in_words(on)}")
        return DueDate(None, None, f"{anchor.words} on {in_words(anchor.count_from)} set no interval: {ASKED}")

    return set_at_it


ASKED = "record the interval or the date that was set for the next"


def _set_before(history: History, occurrence: Occurrence, known: int, what: str) -> list[Happening]:
    """The intervals of this kind of duty, or of none in particular, set before it was met."""
    last = occurrence.met if occurrence.met is not None else known + 1
    its = history.of(INTERVAL)
    its = its[: bisect_left(its, last, key=itemgetter(0))]
    return [(on, fields) for on, fields in its if fields.get("of") in (None, what)]


def _counted(fields: Mapping[str, Field], occurrence: Occurrence, calendar: Calendar) -> tuple[int | None, str]:
    """The day an interval comes to, with how; none where neither an interval nor a date was given."""
    anchor = occurrence.anchor
    if isinstance(day := fields.get("date"), date):
        return day.toordinal(), f"the date given for the next after {anchor.words} on {in_words(anchor.count_from)}"
    for unit in ("weeks", "months"):
        if unit in fields:
            length = Duration(unit, int(fields[unit]))  # type: ignore[arg-type]
            due = calendar.after(anchor.count_from, length)
            return due, after(length, anchor.words, anchor.count_from, due, calendar)
    return None, ""
