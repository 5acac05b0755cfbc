"""Days a duty must come before: a date set or planned, a birth, a birthday, an event, each with its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from permanence import explain
from permanence.calendar import birthday
from permanence.policy_file.clocks import Target
from permanence.rules.history import History
from permanence.rules.model import Occurrence
from permanence.rules.patterns import days_of
from permanence.rules.planned import plannings

DATED_WORDS = {
    "final_evidence_date_set": "the filing of final evidence",
    "review_booked": "the review booked",
    "final_hearing_set": "the final hearing",
}


def date_in_of(kind: str, words: str) -> Callable[[History, Occurrence, int], tuple[int | None, str]]:
    def latest(history: History, occurrence: Occurrence, known: int) -> tuple[int | None, str]:
        start, end = occurrence.segment.start, occurrence.segment.end
        dates = [fields["date"] for on, fields in history.of(kind) if start <= on <= min(known, end)]
        if not dates:
            return None, f"before {words}, whose date is not yet known"
        day: int = dates[-1].toordinal()  # type: ignore[union-attr]
        return day, f"{words} on {explain.in_words(day)}"

    return latest


def birth_of(history: History, _occurrence: Occurrence, known: int) -> tuple[int | None, str]:
    if history.born is not None and (history.born <= known or history.expected is None):
        return history.born, f"the birth on {explain.in_words(history.born)}"
    if history.expected is not None:
        return history.expected, f"the birth expected on {explain.in_words(history.expected)}"
    return None, "before the birth, whose date is not yet known"


def birthday_of(age: int) -> Callable[[History, Occurrence, int], tuple[int | None, str]]:
    def reached(history: History, _occurrence: Occurrence, _known: int) -> tuple[int | None, str]:
        if history.born is None:
            return None, f"before the {explain.ordinal(age)} birthday, the date of birth not being known"
        day = birthday(history.born, age)
        return day, f"the {explain.ordinal(age)} birthday on {explain.in_words(day)}"

    return reached


def event_of(target: Target) -> Callable[[History, Occurrence, int], tuple[int | None, str]]:
    assert target.event is not None, "checked when the policy was read"
    days, words = days_of(target.event), target.words

    def happens(history: History, occurrence: Occurrence, known: int) -> tuple[int | None, str]:
        found = days(history)
        place = bisect_left(found, occurrence.anchor.start)
        if place == len(found) or found[place] > known:
            return None, f"before {words}, whose date is not yet known"
        return found[place], f"{words} on {explain.in_words(found[place])}"

    return happens


def planned_of(name: str, words: str) -> Callable[[History, Occurrence, int], tuple[int | None, str]]:
    """The day a milestone is planned for, as it stood last."""

    def planned(history: History, occurrence: Occurrence, known: int) -> tuple[int | None, str]:
        start, end = occurrence.anchor.start, occurrence.segment.end
        its = next((one for one in plannings(history, name) if start < one.end and one.start < end), None)
        day = its.date_at(known) if its is not None else None
        if its is None or day is None:
            return None, f"before {words}, for which no date is planned yet"
        passed = ", not on record as done" if day < known < its.end else ""
        return day, f"{words}, planned for {explain.in_words(day)}{passed}"

    return planned
