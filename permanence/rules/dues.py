"""Due dates: each way a procedure has of saying by when, made into a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from permanence import explain
from permanence.calendar import Calendar, Duration, end_of_month
from permanence.policy_file.clocks import Due, SittingTarget, Target
from permanence.policy_file.rules import Reviews
from permanence.rules.at_sitting import SittingsBetween, first_sitting, last_sitting
from permanence.rules.conditions import duration
from permanence.rules.history import History
from permanence.rules.intervals import as_set, shorter
from permanence.rules.model import DueDate, DueOf, Occurrence
from permanence.rules.record import counted_by
from permanence.rules.targets import DATED_WORDS, birth_of, birthday_of, date_in_of, event_of, planned_of

SittingDays = Mapping[str, SittingsBetween]
AT_LATEST = " at the latest"


class DueMaker:
    """Compiles the dues of one policy, which share its calendar, its rhythm of reviews and its sittings."""

    __slots__ = ("_calendar", "_milestones", "_reviews", "_sittings")

    def __init__(
        self, calendar: Calendar, reviews: Reviews | None, sittings: SittingDays, milestones: Mapping[str, str]
    ) -> None:
        self._calendar, self._reviews = calendar, reviews
        self._sittings, self._milestones = sittings, milestones

    def make(self, due: Due, what: str, sooner: bool = False) -> DueOf:
        if due.within is not None:
            opens = duration(due.opens) if due.opens else None
            within = self._within(duration(due.within), opens)
            return shorter(within, what, self._calendar) if sooner else within
        if due.interval_set:
            return as_set(what, self._calendar)
        if due.same_day is not None:
            return self._same_day(due.same_day == "next_working_day")
        if due.before is not None:
            return self._target(due.before, 1, due)
        if due.by is not None:
            return self._target(due.by, 0, due)
        if due.end_of_month is not None:
            return _by_month_end(due.end_of_month)
        if due.sitting is not None:
            return self._sitting(due.sitting, what)
        if due.earliest is not None:
            return _chosen([self.make(part, what) for part in due.earliest], min, "earlier")
        if due.latest is not None:
            return _chosen([self.make(part, what) for part in due.latest], max, "later")
        return _undated(due.undated if isinstance(due.undated, str) else None)

    def _within(self, length: Duration, opening: Duration | None) -> DueOf:
        calendar = self._calendar

        def within(_history: History, occurrence: Occurrence, _known: int) -> DueDate:
            anchor = occurrence.anchor
            day = calendar.after(anchor.count_from, length)
            opens = None if opening is None else calendar.after(anchor.count_from, opening)
            return DueDate(day, opens, explain.after(length, anchor.words, anchor.count_from, day, calendar))

        return within

    def _same_day(self, on_a_working_day: bool) -> DueOf:
        calendar = self._calendar

        def same_day(_history: History, occurrence: Occurrence, _known: int) -> DueDate:
            anchor = occurrence.anchor
            day = calendar.next_working_day(anchor.count_from) if on_a_working_day else anchor.count_from
            when = "the same day as" if day == anchor.count_from else "the first working day after"
            return DueDate(day, None, f"{when} {anchor.words} on {explain.in_words(anchor.count_from)}")

        return same_day

    def _target(self, target: Target, strictly: int, due: Due) -> DueOf:
        find = self._find(target)
        lead = duration(due.lead) if due.lead else None
        calendar = self._calendar

        def before(history: History, occurrence: Occurrence, known: int) -> DueDate:
            day, words = find(history, occurrence, known)
            start = occurrence.anchor
            if day is None:
                return DueDate(None, None, f"{words}, since {start.words} on {explain.in_words(start.start)}")
            if lead is not None:
                return DueDate(calendar.before(day, lead), None, f"{lead} before {words}")
            return DueDate(day - strictly, None, f"{'the day before' if strictly else 'by'} {words}")

        return before

    def _find(self, target: Target) -> Callable[[History, Occurrence, int], tuple[int | None, str]]:
        if target.review is not None:
            return lambda history, occurrence, known: self._review(target.review or 1, history, occurrence, known)
        if target.date_in is not None:
            return date_in_of(target.date_in, target.words or DATED_WORDS[target.date_in])
        if target.birth:
            return birth_of
        if target.event is not None:
            return event_of(target)
        if target.planned is not None:
            return planned_of(target.planned, target.words or self._milestones[target.planned])
        return birthday_of(target.birthday or 18)

    def _review(self, number: int, history: History, occurrence: Occurrence, known: int) -> tuple[int | None, str]:
        """The nth review: as held, else as booked since the one before, else the latest day the regulations allow."""
        assert self._reviews is not None, "checked when the policy was read"
        start, end = occurrence.segment.start, occurrence.segment.end
        lengths = tuple(map(duration, (self._reviews.first, self._reviews.second, self._reviews.later)))
        its = counted_by(history, "review_held", (start, min(known, end)), self._calendar, lengths)
        held = [day for day, _sure in its]
        name = f"the {explain.ordinal(number)} review"
        if len(its) >= number:
            day, sure = its[number - 1]
            return day, f"{name}, {'held on' if sure else 'due by'} {explain.in_words(day)}{'' if sure else AT_LATEST}"
        last = held[-1] if held else start
        if len(held) == number - 1:
            booked = [
                fields["date"].toordinal()  # type: ignore[union-attr]
                for on, fields in history.of("review_booked")
                if last <= on <= known and fields["date"].toordinal() >= last + bool(held)  # type: ignore[union-attr]
            ]
            if booked:
                return booked[-1], f"{name}, booked for {explain.in_words(booked[-1])}"
        for due in range(len(held) + 1, number + 1):
            last = self._calendar.after(last, lengths[min(due, 3) - 1])
        return last, f"{name}, due by {explain.in_words(last)}{AT_LATEST}"

    def _sitting(self, target: SittingTarget, what: str) -> DueOf:
        days = self._sittings[target.panel]
        if target.last is None:
            return first_sitting(target, days)
        return last_sitting(target, days, self.make(target.last, what))


def _by_month_end(months: int) -> DueOf:
    def month_end(_history: History, occurrence: Occurrence, _known: int) -> DueDate:
        anchor = occurrence.anchor
        day = end_of_month(anchor.count_from, months)
        which = "the same calendar month as" if months == 0 else "the calendar month after"
        if months > 1:
            which = f"{months} calendar months after"
        return DueDate(day, None, f"by the end of {which} {anchor.words} on {explain.in_words(anchor.count_from)}")

    return month_end


def _undated(wording: str | None) -> DueOf:
    def undated(_history: History, occurrence: Occurrence, _known: int) -> DueDate:
        anchor = occurrence.anchor
        since = f"required since {anchor.words} on {explain.in_words(anchor.start)}"
        return DueDate(None, None, f"{since}, {wording or 'no date set'}")

    return undated


def _chosen(parts: list[DueOf], choose: Callable[[list[int]], int], word: str) -> DueOf:
    """One of several dates; a date not yet known leaves the choice to the others."""

    def chosen(history: History, occurrence: Occurrence, known: int) -> DueDate:
        found = [part(history, occurrence, known) for part in parts]
        # What was due before the record begins is not the one that is next.
        passed = occurrence.taken_up or 0
        dated = [due for due in found if due.day is not None and due.day >= passed]
        if not dated:
            return found[0]
        day = choose([due.day for due in dated if due.day is not None])
        picked = next(due for due in dated if due.day == day)
        others = [due.because for due in dated if due is not picked]
        if not others:
            return picked
        return DueDate(day, picked.opens, f"{picked.because}, {word} than {' and '.join(others)}")

    return chosen
