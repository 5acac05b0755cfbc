"""When a rule starts that waits for others: each of them met, and whatever else it needs has happened."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from permanence.rules.history import History, Segment
from permanence.rules.model import Occurrence, RunnableStart
from permanence.rules.spans import BEGINNING


def joined(start: RunnableStart, history: History, by_rule: Mapping[str, Sequence[Occurrence]]) -> list[int]:
    """The days on which all that is waited for was there.

    What it needs beside the rules counts from when the first of their clocks began. Of several rules, each thing done
    counts towards one such day, and what was done in one period of care is not joined with what was done in another.
    """
    needs = [need(history) for need in start.needs]
    several = len(start.chained) > 1
    found: list[int] = []
    begun: dict[str, int] = {}
    period: Segment | None = None
    told = BEGINNING
    for day, rule, clock in _met(start.chained, by_rule):
        if several and day <= told:
            continue
        if clock.segment.in_care:
            if period is not None and period is not clock.segment:
                begun.clear()
            period = clock.segment
        begun[rule] = min(clock.anchor.start, begun.get(rule, clock.anchor.start))
        if len(begun) < len(start.chained):
            continue
        since, told = min(begun.values()), day
        if several and found:
            since = max(since, found[-1] + 1)
        came = [days[place] for days in needs if (place := bisect_left(days, since)) < len(days)]
        if len(came) == len(needs):
            found.append(max(day, *came) if came else day)
        begun.clear()
    return sorted(found)


def _met(rules: Sequence[str], by_rule: Mapping[str, Sequence[Occurrence]]) -> list[tuple[int, str, Occurrence]]:
    """Every clock of these rules that was met, with the day, in order of the days."""
    its = [(clock.met, rule, clock) for rule in rules for clock in by_rule.get(rule, ()) if clock.met is not None]
    return sorted(its, key=lambda one: (one[0], rules.index(one[1]), one[2].anchor.start))
