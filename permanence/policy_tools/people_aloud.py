"""Roles, seats, checklists, practices and contradictions of a policy file read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from permanence.explain import on_day
from permanence.meetings.attendance import seat_title
from permanence.policy import Policy
from permanence.policy_file.people import Conflict, Seat
from permanence.policy_tools.aloud import condition_aloud, plain
from permanence.policy_tools.sentence import Sentence
from permanence.rules.conditions import duration

PARTS_ALOUD = {"views": "asked for views", "minutes": "takes the minutes"}
MOMENTS_ALOUD = {
    "request": "when a meeting is asked for",
    "invitation": "when somebody is invited",
    "preparation": "when a meeting is prepared",
    "meeting": "in the meeting",
    "minutes": "when the minutes are written",
    "referral": "when a child is referred to the panel",
    "match": "when a match is considered",
    "ratification": "when a match is ratified",
    "pre_proceedings": "in pre-proceedings",
    "plan": "when a plan is made",
}


def roles(policy: Policy) -> Iterator[Sentence]:
    for role in policy.roles:
        yield Sentence("role", role.key, (f"{role.title} ({role.key})",))


def seats(policy: Policy) -> Iterator[Sentence]:
    for seat in policy.seats:
        meeting, role = policy.what_words(seat.meeting), seat_title(policy, seat)
        part = PARTS_ALOUD.get(seat.part, seat.part)
        said = ", ".join((f"Seat at the {meeting}: {role}, {part}", *_more_of(seat, policy)))
        note = f" ({seat.note})" if seat.note else ""
        yield Sentence("seat", f"{role} at the {meeting}", (f"{said}{note}",), seat.clause)


def _more_of(seat: Seat, policy: Policy) -> Iterator[str]:
    if seat.when:
        yield f"when {condition_aloud(seat.when, policy)}"
    if seat.for_listed:
        yield "presents the children listed for them"
    if seat.reason_if_absent:
        yield "a reason is written when nobody comes"
    if seat.views_if_absent:
        yield "views are asked for when they cannot come"


def checklists(policy: Policy) -> Iterator[Sentence]:
    for item in policy.checklists:
        when = f", when {condition_aloud(item.when, policy)}" if item.when else ""
        head = f'Checklist "{item.title}" ({item.id}), gone through {MOMENTS_ALOUD[item.moment]}{when}:'
        yield Sentence("checklist", item.id, (head, *item.items), item.clause)


def practices(policy: Policy) -> Iterator[Sentence]:
    for item in policy.practices:
        value = ("yes" if item.value else "no") if isinstance(item.value, bool) else plain(str(item.value))
        yield Sentence("practice", item.name, (item.says, f"({item.name}: {value})"), item.clause)


def owner_duties(policy: Policy) -> Iterator[Sentence]:
    for duty in policy.owner_duties:
        rhythm = f"Every {duration(duty.every)} from {on_day(duty.counted_from)}, by: {policy.role_title(duty.to)}"
        yield Sentence("owner_duty", duty.says, (duty.says, rhythm), duty.clause)


def conflicts(policy: Policy) -> Iterator[Sentence]:
    for conflict in policy.conflicts:
        yield Sentence("conflict", conflict.question, tuple(_of_conflict(conflict)), conflict.clause)


def _of_conflict(conflict: Conflict) -> Iterator[str]:
    """What the document says in each place, what was chosen, and why."""
    yield "The document contradicts itself."
    yield conflict.question if conflict.question.endswith((".", "?")) else f"{conflict.question}."
    yield from (f'{said.place} says "{said.quote}".' for said in conflict.statements)
    state = "confirmed" if conflict.confirmed else "not yet confirmed"
    yield f"Chosen: {conflict.choice} ({state})."
    yield conflict.reason
