"""Which groups a procedure names a child belongs to, since when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from permanence.calendar import Calendar, Duration
from permanence.explain import in_words
from permanence.policy_file.rules import Cohort
from permanence.rules.conditions import Holds
from permanence.rules.history import History
from permanence.rules.spans import at


@dataclass(frozen=True, slots=True)
class CohortMembership:
    """A child in a group the procedure names."""

    clause: str
    cohort: str
    since: date
    because: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class RunnableCohort:
    cohort: Cohort
    holds: Holds
    lasting: Duration | None


def memberships(
    cohorts: Sequence[RunnableCohort], history: History, calendar: Calendar, permanence: Holds
) -> tuple[CohortMembership, ...]:
    """The groups the child is in on the day the history is known to; after permanence, those that go on after it."""
    found = []
    permanent = at(permanence(history), history.as_of) is not None
    today = date.fromordinal(history.as_of)
    for runnable in cohorts:
        cohort = runnable.cohort
        if permanent and not cohort.after_permanence:
            continue
        if (cohort.in_force_from or today) > today or (cohort.in_force_until or date.max) <= today:
            continue
        span = at(runnable.holds(history), history.as_of)
        if span is None:
            continue
        since, because = span[0], f"{cohort.says} since {in_words(span[0])}" if span[0] > 0 else cohort.says
        if runnable.lasting is not None:
            since = calendar.after(span[0], runnable.lasting)
            because = f"{because}, {runnable.lasting}"
            if since > history.as_of:
                continue
        day = date.fromordinal(max(since, 1))
        found.append(CohortMembership(cohort.clause, cohort.cohort, day, because, cohort.title))
    return tuple(found)


def themes_of(conditions: Mapping[str, Holds], past: History) -> tuple[str, ...]:
    """The review themes a child falls under on the day the history is known to."""
    return tuple(key for key, holds in conditions.items() if at(holds(past), past.as_of) is not None)
