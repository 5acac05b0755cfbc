"""Siblings in care: who is kept as whose, what one meeting about several copies, and what each keeps as its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from permanence.journey import Event, Journey
from permanence.meetings.meeting import Record
from permanence.policy import Policy
from permanence.refusals import Incomplete
from permanence.rules.history import history

COPIED, NOTED = "copied_to_sibling", "noted_on_sibling_file"  # milestones, where the procedure declares them
MOST = 12

Siblings = Mapping[str, Collection[str]]


def references(typed: str) -> tuple[str, ...]:
    """The references in what was typed, whatever stands between them, each once; else the refusal."""
    found = tuple(dict.fromkeys(part for part in re.split(r"[\s,;]+", typed) if part))
    if len(found) > MOST:
        raise Incomplete(f"At most {MOST} siblings can be kept of a child; {len(found)} were given.")
    return found


def related(child: str, before: Siblings, wanted: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Whose siblings change, and to whom, when these are said to be the siblings of a child.

    Who is new becomes a sibling of all named together; who is left out is no longer one of this child's, nor this
    child of theirs. `before` holds the child, those wanted and those it had.
    """
    now = {ref: set(its) for ref, its in before.items()}
    had, group = set(before[child]), [child, *wanted]
    for added in set(wanted) - had:
        for other in group:
            if other != added:
                now[added].add(other)
                now[other].add(added)
    for gone in had - set(wanted):
        now[child].discard(gone)
        now[gone].discard(child)
    return {ref: tuple(sorted(its)) for ref, its in now.items() if its != set(before[ref])}


def together(group: Collection[str]) -> dict[str, set[str]]:
    """Those named together, each with all the others."""
    return {ref: set(group) - {ref} for ref in group}


def copied(record: Record, own: Record) -> Record:
    """The sibling's own record with what was said at the meeting; its plan, contingency and all else stay its own."""
    return replace(
        own,
        discussed=record.discussed or own.discussed,
        views_said=record.views_said or own.views_said,
        answers={**own.answers, **record.answers},
        differing=record.differing or own.differing,
        resolution=record.resolution if record.differing else own.resolution,
        options=record.options or own.options,
        attended=record.attended,
        views=record.views,
        absent_because=record.absent_because,
        updated_on=record.updated_on,
    )


def in_care(journey: Journey, on: date) -> bool:
    """Whether the child is in care on a day, so that a meeting may be about it."""
    return history(journey, on).segment_at(on.toordinal()).in_care


def copies(policy: Policy, journeys: Iterable[Journey], on: date) -> list[tuple[str, Event]]:
    """For each child of one meeting, that the record was copied to its siblings there, if the procedure asks for it."""
    if not asks(policy, COPIED):
        return []
    there = list(journeys)
    known = {journey.child for journey in there}
    return [
        (journey.child, Event(on, "milestone", {"name": COPIED, "sibling": ref}))
        for journey in there
        for ref in journey.siblings
        if ref in known
    ]


def asks(policy: Policy, name: str) -> bool:
    """Whether a rule of the procedure is owed for each sibling and met by this milestone."""
    return name in policy.milestones and any(
        rule.rule.per_sibling and any(name in (pattern.name or ()) for pattern in rule.rule.met_by)
        for rule in policy.rules
    )
