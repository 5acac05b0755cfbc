"""The timeline contract: the answers of the command line as plain JSON values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from permanence.journey import Journey
from permanence.journeys.journey_file import JourneyError, load_journey
from permanence.nearest import did_you_mean
from permanence.panel.panel_calendar import sittings
from permanence.policy import Policy, PolicyError, load
from permanence.policy_file.rules import WHATS
from permanence.timeline import Timeline, timeline


def timeline_json(policy: str | Path, journey: str | Path, as_of: date) -> dict[str, Any]:
    """The obligations and cohorts of a journey file; raises PolicyError or JourneyError, one sentence each."""
    loaded, child = load(policy), load_journey(journey)
    refuse_unknown_milestones(loaded, child)
    return as_json(timeline(loaded, child, as_of))


def as_json(found: Timeline) -> dict[str, Any]:
    """A timeline in the shape of the contract."""
    return {
        "policy": found.policy,
        "as_of": found.as_of.isoformat(),
        "child": found.child,
        "obligations": [
            {
                "clause": item.clause,
                "what": item.what,
                "due": _iso(item.due),
                "aim_for": _iso(item.aim_for),
                "opens": _iso(item.opens),
                "standing": item.standing,
                "met_on": _iso(item.met_on),
                "because": item.because,
                "source": item.source,
            }
            for item in found.obligations
        ],
        "cohorts": [
            {"clause": item.clause, "cohort": item.cohort, "since": _iso(item.since), "because": item.because}
            for item in found.cohorts
        ],
    }


def sittings_json(policy: str | Path, start: date, end: date) -> dict[str, Any]:
    """The sittings of a policy between two dates, in the shape of the contract; raises PolicyError."""
    loaded = load(policy)
    planned = sittings(loaded, start, end)
    return {
        "policy": loaded.name,
        "sittings": [
            {
                "panel": item.panel,
                "date": item.date.isoformat(),
                "start": f"{item.start:%H:%M}",
                "end": f"{item.end:%H:%M}",
                "kind": item.kind,
                "theme": item.theme,
                "refer_by": _iso(item.refer_by),
                "clause": item.clause,
            }
            for item in planned.sittings
        ],
        "skipped": [
            {"panel": item.panel, "date": item.date.isoformat(), "reason": item.reason, "clause": item.clause}
            for item in planned.skipped
        ],
    }


def refuse_unknown_milestones(policy: Policy, journey: Journey) -> None:
    """A milestone or a kind of meeting no rule could ever see is a spelling mistake, not a fact."""
    kinds = (*WHATS, *policy.file.kinds)
    for i, event in enumerate(journey.events):
        of = str(event.fields.get("of", ""))
        if of and of not in kinds:
            raise JourneyError(
                f"events[{i}].of is {of!r}, which {policy.name} has no meeting or duty of; allowed are "
                f"{', '.join(kinds)}{did_you_mean(of, kinds)}."
            )
        name = str(event.fields.get("name", ""))
        if event.type in ("milestone", "milestone_planned") and name not in policy.milestones:
            allowed = ", ".join(policy.milestones) or "none"
            raise JourneyError(
                f"events[{i}].name is {name!r}, which {policy.name} does not declare as a milestone;"
                f" allowed are {allowed}{did_you_mean(name, policy.milestones)}."
            )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


__all__ = ["JourneyError", "PolicyError", "as_json", "sittings_json", "timeline_json"]
