"""Journeys written short, for tests of the rules: `child(entered("2026-01-05"), on("2026-02-12", "ppm_held"))`."""

from __future__ import annotations

from datetime import date
from typing import Any

from permanence.journey import Event, Journey
from permanence.journeys.journey_file import event_from
from permanence.policy import Policy
from permanence.timeline import Obligation, Timeline, timeline


def on(day: str, kind: str, **fields: Any) -> Event:
    return event_from({"on": day, "type": kind, **fields})


def entered(day: str, legal_status: str = "C2", placement: str = "U6", **fields: Any) -> Event:
    return on(day, "entered_care", legal_status=legal_status, placement=placement, **fields)


def milestone(day: str, name: str) -> Event:
    return on(day, "milestone", name=name)


def child(*events: Event, born: str | None = "2015-06-01", **known: Any) -> Journey:
    return Journey("C-0001", None if born is None else date.fromisoformat(born), events=events, **known)


def judged(policy: Policy, journey: Journey, as_of: str) -> Timeline:
    return timeline(policy, journey, date.fromisoformat(as_of))


def of_rule(found: Timeline, rule: str) -> list[Obligation]:
    return [item for item in found.obligations if item.rule == rule]


def the(found: Timeline, rule: str) -> Obligation:
    """The only obligation of a rule."""
    (only,) = of_rule(found, rule)
    return only


def day(text: str) -> date:
    return date.fromisoformat(text)
