"""Conditions made into functions: the spans of days in which something holds of a child."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count

from permanence.calendar import UNITS, Calendar, Duration, birthday
from permanence.policy_file.parts import Ages, Condition, Entry, Length
from permanence.rules.counting import counted, since
from permanence.rules.history import History, Segment, Stretch
from permanence.rules.planned import while_planned
from permanence.rules.spans import ALWAYS, FOREVER, NEVER, Spans, both, merge, outside

Holds = Callable[[History], Spans]
_numbers = count()


def duration(length: Length) -> Duration:
    """The length of time of a policy file as the calendar takes it."""
    unit = next(unit for unit in UNITS if getattr(length, unit) is not None)
    return Duration(unit, getattr(length, unit))


def compiled(condition: Condition, facts: Mapping[str, Holds], calendar: Calendar) -> Holds:
    """The condition as one function; every key given must hold at once."""
    holds = _together(list(_terms(condition, facts, calendar)))
    if condition.lasting is None:
        return holds
    lasting = duration(condition.lasting)

    def long_enough(history: History) -> Spans:
        spans = ((calendar.after(start, lasting) if start else start, end) for start, end in holds(history))
        return [(start, end) for start, end in spans if start < end]

    return long_enough


def remembered(holds: Holds) -> Holds:
    """The same function, asked once a history."""
    number = next(_numbers)

    def asked_once(history: History) -> Spans:
        spans = history.memo.get(number)
        if spans is None:
            spans = history.memo[number] = holds(history)
        return spans

    return asked_once


def _together(terms: list[Holds]) -> Holds:
    if len(terms) == 1:
        return terms[0]

    def all_hold(history: History) -> Spans:
        spans = ALWAYS
        for term in terms:
            spans = both(spans, term(history))
            if not spans:
                return NEVER
        return spans

    return all_hold


def _terms(condition: Condition, facts: Mapping[str, Holds], calendar: Calendar) -> Iterable[Holds]:
    """One function for each key that is given, the cheap ones first."""
    yield from _constants(condition)
    yield from _tracks(condition)
    yield from (facts[name] for name in condition.fact or ())
    if condition.in_care is not None:
        yield _in_care if condition.in_care else lambda history: outside(_in_care(history))
    if condition.age is not None:
        yield _aged(condition.age)
    if condition.born is not None:
        yield _born if condition.born else lambda history: outside(_born(history))
    if condition.entry is not None:
        yield _entered(condition.entry)
    if condition.after is not None:
        yield since(condition, calendar)
    if condition.planned is not None:
        yield while_planned(condition.planned)
    if condition.count is not None:
        yield counted(condition.count, calendar)
    yield from (compiled(part, facts, calendar) for part in condition.all_of or ())
    if condition.any_of is not None:
        either = [compiled(part, facts, calendar) for part in condition.any_of]
        yield lambda history: merge(span for part in either for span in part(history))
    if condition.none_of is not None:
        others = [compiled(part, facts, calendar) for part in condition.none_of]
        yield lambda history: outside(merge(span for part in others for span in part(history)))


def _constants(condition: Condition) -> Iterable[Holds]:
    if condition.unaccompanied is not None:
        wanted = condition.unaccompanied
        yield lambda history: ALWAYS if history.unaccompanied == wanted else NEVER
    if condition.has_siblings is not None:
        siblings = condition.has_siblings
        yield lambda history: ALWAYS if bool(history.siblings) == siblings else NEVER
    if condition.team is not None:
        teams = frozenset(condition.team)
        yield lambda history: ALWAYS if history.team in teams else NEVER


def _tracks(condition: Condition) -> Iterable[Holds]:
    if condition.legal_status is not None:
        yield _valued(lambda history: history.statuses, frozenset(condition.legal_status))
    if condition.placement is not None:
        yield _valued(lambda history: history.placements, frozenset(condition.placement))
    if condition.plan is not None:
        yield _valued(lambda history: history.plans, frozenset(condition.plan))
    if condition.contingency is not None:
        second = frozenset(condition.contingency)
        yield lambda history: _stretches(history.plans, lambda plan: plan.second in second)
    if condition.any_plan is not None:
        plans = frozenset(condition.any_plan)
        yield lambda history: _stretches(history.plans, lambda plan: plan.value in plans or plan.second in plans)
    if condition.has_plan is not None:
        yield _yes_or_no(condition.has_plan, lambda history: _stretches(history.plans, lambda _plan: True))
    if condition.has_contingency is not None:
        yield _yes_or_no(
            condition.has_contingency,
            lambda history: _stretches(history.plans, lambda plan: plan.second is not None),
        )
    if condition.plans_recorded is not None:
        yield _recorded(condition.plans_recorded)


def _yes_or_no(wanted: bool, holds: Holds) -> Holds:
    return holds if wanted else lambda history: outside(holds(history))


def _valued(track: Callable[[History], list[Stretch]], values: frozenset[str]) -> Holds:
    return lambda history: _stretches(track(history), lambda stretch: stretch.value in values)


def _stretches(stretches: list[Stretch], fits: Callable[[Stretch], bool]) -> Spans:
    """The spans of the stretches that fit; stretches are in order, so those that touch are neighbours."""
    spans: Spans = []
    for stretch in stretches:
        if stretch.start < stretch.end and fits(stretch):
            if spans and spans[-1][1] == stretch.start:
                spans[-1] = (spans[-1][0], stretch.end)
            else:
                spans.append((stretch.start, stretch.end))
    return spans


def _in_care(history: History) -> Spans:
    return [(part.start, part.end) for part in history.segments if part.in_care and part.start < part.end]


def _born(history: History) -> Spans:
    return [(history.born, FOREVER)] if history.born is not None else NEVER


def _aged(ages: Ages) -> Holds:
    return lambda history: _ages(history, ages)


def _ages(history: History, ages: Ages) -> Spans:
    """From one birthday until another; a child whose date of birth is not known has no age."""
    if history.born is None:
        return NEVER
    start = history.born if not ages.at_least else birthday(history.born, ages.at_least)
    end = FOREVER if ages.under is None else birthday(history.born, ages.under)
    return [(start, end)] if start < end else NEVER


def _entered(entry: Entry) -> Holds:
    def fits(history: History, segment: Segment) -> bool:
        fields = segment.entry or {}
        if entry.emergency is not None and bool(fields.get("emergency", False)) != entry.emergency:
            return False
        if entry.legal_status is not None and fields.get("legal_status") not in entry.legal_status:
            return False
        if entry.placement is not None and fields.get("placement") not in entry.placement:
            return False
        return entry.age is None or any(a <= segment.start < b for a, b in _ages(history, entry.age))

    return lambda history: [
        (part.start, part.end)
        for part in history.segments
        if part.in_care and part.start < part.end and fits(history, part)
    ]


def _recorded(least: int) -> Holds:
    """Once so many different plans, first choices and contingencies, are recorded in this stretch of life."""

    def recorded(history: History) -> Spans:
        spans: Spans = []
        for part in history.segments:
            seen: set[str | None] = set()
            for plan in history.plans:
                if part.start <= plan.start < part.end:
                    seen |= {plan.value, plan.second}
                    if len(seen - {None}) >= least:
                        spans.append((plan.start, part.end))
                        break
        return merge(spans)

    return recorded
