"""What is open for a child today: a journey that has not changed is judged once a day, however often it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from permanence.cohorts import CohortMembership
from permanence.journey import Journey
from permanence.policy import Policy
from permanence.timeline import Obligation, timeline

MOST = 5000  # children remembered; a few kilobytes each


@dataclass(frozen=True, slots=True)
class OpenDuties:
    """The open obligations in the order of the timeline, and the groups the child is in."""

    obligations: tuple[Obligation, ...]
    cohorts: tuple[CohortMembership, ...]


# By reference, the last answer with everything it came from: it is given again only when all of that is equal.
_REMEMBERED: dict[str, tuple[Policy, date, Journey, OpenDuties]] = {}


def open_duties(policy: Policy, journey: Journey, today: date) -> OpenDuties:
    """What `timeline` says is open."""
    known = _REMEMBERED.get(journey.child)
    if known and known[0] is policy and known[1] == today and known[2] == journey:
        return known[3]
    its = timeline(policy, journey, today)
    found = OpenDuties(tuple(item for item in its.obligations if item.is_open), its.cohorts)
    if len(_REMEMBERED) >= MOST:
        _REMEMBERED.clear()
    _REMEMBERED[journey.child] = policy, today, journey, found
    return found
