"""A planning meeting: its running record, what it carries forward, and what holding it writes into the journey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from permanence.calendar import add_months
from permanence.explain import on_day
from permanence.journey import Event, Journey
from permanence.refusals import Incomplete

PPM, FINAL = "ppm", "final_care_planning_meeting"
REQUESTED, SCHEDULED, HELD, CALLED_OFF = "requested", "scheduled", "held", "called_off"
TO_COME = (REQUESTED, SCHEDULED)
PLANNED = ("plan", "contingency", "final")  # of a record and of a plan agreed alike
MOST_MONTHS_AHEAD, MOST_MONTHS_BACK = 24, 12
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Record:
    """The running record of a child's planning meetings. `answers` are by checklist and line: work_plan.2."""

    plan: str = ""
    contingency: str = ""
    final: bool = False
    discussed: str = ""
    views_said: str = ""
    answers: Mapping[str, str] = field(default_factory=lambda: NO_ANSWERS)
    reasons: Mapping[str, str] = field(default_factory=lambda: NO_ANSWERS)  # written with the plan, by the rule
    differing: str = ""
    resolution: str = ""
    options: str = ""
    attended: tuple[str, ...] = ()  # roles of the procedure
    views: tuple[str, ...] = ()  # roles whose views are ascertained, whether or not they attended
    absent_because: str = ""
    updated_on: date | None = None  # when it was last brought up to date for the meeting it is of


@dataclass(frozen=True, slots=True)
class Meeting:
    """One planning meeting of a child. `on` is the day agreed for it and, once held, the day it was held."""

    id: int
    child: str
    kind: str
    state: str
    record: Record
    on: date | None = None
    time: str = ""
    reason: str = ""
    version: int = 1

    @property
    def to_come(self) -> bool:
        return self.state in TO_COME


def carried(last: Record | None, agreed: Event | None = None) -> Record:
    """What the next meeting starts with: all of the last record but who was there; the first, with the plan agreed."""
    if last is None:
        known = agreed.fields if agreed else {}
        return from_json({name: known[name] for name in PLANNED if name in known})
    return replace(last, attended=(), absent_because="", updated_on=None)


def as_json(record: Record) -> dict[str, Any]:
    """The record as it is kept."""
    return {
        "plan": record.plan,
        "contingency": record.contingency,
        "final": record.final,
        "discussed": record.discussed,
        "views_said": record.views_said,
        "answers": dict(record.answers),
        "reasons": dict(record.reasons),
        "differing": record.differing,
        "resolution": record.resolution,
        "options": record.options,
        "attended": list(record.attended),
        "views": list(record.views),
        "absent_because": record.absent_because,
        "updated_on": record.updated_on.isoformat() if record.updated_on else None,
    }


def from_json(kept: Mapping[str, Any]) -> Record:
    """The record of what was kept."""
    updated = kept.get("updated_on")
    values = {
        **kept,
        "answers": MappingProxyType(dict(kept.get("answers", {}))),
        "reasons": MappingProxyType(dict(kept.get("reasons", {}))),
        "attended": tuple(kept.get("attended", ())),
        "views": tuple(kept.get("views", ())),
        "updated_on": date.fromisoformat(updated) if updated else None,
    }
    return Record(**values)


def not_held(record: Record) -> Record:
    """The record as it is to come again: all of it but who was there."""
    return replace(record, attended=(), absent_because="")


def require_plan(record: Record) -> None:
    """A contingency is beside a plan, and not the same; what is final is a plan; else the refusal."""
    if record.contingency and not record.plan:
        raise Incomplete("Choose the plan the contingency is for.")
    if record.plan and record.plan == record.contingency:
        raise Incomplete("The contingency is the plan itself; choose another, or none.")
    if record.final and not record.plan:
        raise Incomplete("Choose the plan that is final.")
    if record.differing and not record.resolution:
        raise Incomplete("Write how the differing views will be resolved.")


def require_to_come(on: date, today: date) -> None:
    """A meeting is arranged for today or later, and not absurdly far off; else the refusal."""
    if on < today:
        raise Incomplete(f"{on_day(on)} has passed; choose a day to come.")
    last = date.fromordinal(add_months(today.toordinal(), MOST_MONTHS_AHEAD))
    if on > last:
        raise Incomplete(f"{on_day(on)} is too far off; the latest possible is {on_day(last)}.")


def require_held(on: date, today: date, last: date | None) -> None:
    """A meeting held was held by today, after the one before it, and not absurdly long ago; else the refusal."""
    if on > today:
        raise Incomplete(f"{on_day(on)} is still to come; a meeting is recorded from its day on.")
    if last is not None and on <= last:
        raise Incomplete(f"A meeting was held on {on_day(last)}; this one must be later.")
    if on.toordinal() < add_months(today.toordinal(), -MOST_MONTHS_BACK):
        raise Incomplete(f"{on_day(on)} is more than a year ago; check the date.")


def plan_event(record: Record, on: date, before: Event | None) -> Event | None:
    """The plan agreed, unless the journey has this very plan already."""
    if not record.plan:
        return None
    fields: dict[str, str | int | bool | date] = {"plan": record.plan, "final": record.final}
    if record.contingency:
        fields["contingency"] = record.contingency
    held = {"final": False, **(before.fields if before else {})}
    return None if before and held == fields else Event(on, "plan_agreed", fields)


def last_plan(journey: Journey, on: date) -> Event | None:
    """The plan agreed by a day, as the journey has it."""
    plans = [event for event in journey.events if event.type == "plan_agreed" and event.on <= on]
    return max(plans, key=lambda event: event.on, default=None)
