"""What a plan needs beside itself: a reason outside the procedure's options, a rationale, a contingency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from permanence.journey import Event, Journey
from permanence.meetings.meeting import Record, last_plan, plan_event
from permanence.policy import Policy
from permanence.refusals import Incomplete
from permanence.steps.steps import APPROVAL, CONTENT, OpenStep, steps

MAY_BE, NOT_AN_OPTION = "may_be_an_option", "not_an_option"


@dataclass(frozen=True, slots=True)
class Reason:
    """Something to be written with the plan: for which rule, what it is, and the clause that asks for it."""

    rule: str
    label: str
    clause: str
    says: str


def reasons_asked(policy: Policy, journey: Journey, record: Record, on: date) -> list[Reason]:
    """What has to be written if the plan of the record is agreed on a day and nothing is written yet."""
    if not record.plan:
        return []
    return [_reason(step) for step in _gaps(policy, _agreed(journey, record, on), on) if _is_written(step)]


def require_written(policy: Policy, journey: Journey, record: Record, on: date) -> None:
    """All that has to be written with this plan is; else the refusal."""
    for asked in reasons_asked(policy, journey, record, on):
        if not record.reasons.get(asked.rule):
            what = f"{asked.label[:1].lower()}{asked.label[1:]}"
            raise Incomplete(f"Write in the record {what}. {asked.says.rstrip('.')} ({asked.clause}).")


def reason_events(policy: Policy, journey: Journey, record: Record, on: date) -> list[Event]:
    """What was written, as the milestones that close what asked for it."""
    if not record.plan:
        return []
    gaps = _gaps(policy, _agreed(journey, record, on), on)
    return [
        step.ways[0].event(on, record.reasons[step.rule.id])
        for step in gaps
        if _is_written(step) and record.reasons.get(step.rule.id)
    ]


def plan_lacks(policy: Policy, journey: Journey, record: Record | None, on: date) -> list[str]:
    """What the plan lacks, agreed as the record has it or as the journey does; each with its clause."""
    if record is not None:
        written = reason_events(policy, journey, record, on)
        agreed = _agreed(journey, record, on)
        journey = replace(agreed, events=(*agreed.events, *written))
    return [f"{step.rule.missing} ({step.rule.clause})" for step in _gaps(policy, journey, on)]


def connected_person(policy: Policy, journey: Journey, today: date) -> str:
    """Whether a connected person may care for the child, as last recorded; empty where it is not known."""
    names = connected_names(policy)
    known = [event for event in journey.events if event.type == "milestone" and event.on <= today]
    its = [(event.on, str(event.fields.get("name"))) for event in known]
    said = [(on, answer) for on, name in its for answer, milestone in names.items() if name == milestone]
    return max(said, default=(date.min, ""))[1]


def connected_names(policy: Policy) -> Mapping[str, str]:
    """The milestones that say so, by answer; none where the procedure's options do not depend on it."""
    options = policy.file.plan_options
    return {MAY_BE: options.may_be_an_option, NOT_AN_OPTION: options.not_an_option} if options else {}


def with_connected(policy: Policy, journey: Journey, answer: str, today: date) -> Journey:
    """The journey as it is once that answer is recorded today, in place of another given the same day."""
    names = connected_names(policy)
    others = {name for key, name in names.items() if key != answer}
    kept = tuple(e for e in journey.events if not (e.on == today and e.fields.get("name") in others))
    return replace(journey, events=(*kept, Event(today, "milestone", {"name": names[answer]})))


def _agreed(journey: Journey, record: Record, on: date) -> Journey:
    plan = plan_event(record, on, last_plan(journey, on))
    return replace(journey, events=(*journey.events, plan)) if plan else journey


def _gaps(policy: Policy, journey: Journey, on: date) -> list[OpenStep]:
    found, _ = steps(policy, journey, on)
    return [step for step in found if step.rule.missing and step.rule.what in (CONTENT, APPROVAL)]


def _is_written(step: OpenStep) -> bool:
    """Closed by writing something down with the plan."""
    return step.rule.what == CONTENT and bool(step.rule.note and step.ways)


def _reason(step: OpenStep) -> Reason:
    return Reason(step.rule.id, step.rule.note or "", step.rule.clause, step.rule.says)
