"""What a procedure asks of its planning meetings: which kinds, what is due, the lines to go through, the next date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from permanence.explain import on_day
from permanence.journey import Event, Journey
from permanence.meetings.attendance import Attending, each_seat
from permanence.meetings.meeting import FINAL, PPM, Record
from permanence.policy import Policy
from permanence.policy_file.people import Checklist, MeetingKind
from permanence.refusals import Incomplete, NotFound
from permanence.rules.conditions import compiled
from permanence.rules.history import History, history
from permanence.rules.spans import at
from permanence.timeline import Obligation, timeline

NEXT_DATE = "next_date_at_each_meeting"  # the practice by which each meeting sets the date of the next
UPDATED, NOT_THERE, HEARD = "template_updated", "parent_not_attending", "parent_views_gained"  # milestones, if declared
MOMENTS = ("meeting", "match")
PAPERS = ("minutes", "record_upload")
MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist, with the key its answer is kept under."""

    key: str
    words: str
    clause: str
    title: str


def planning_kinds(policy: Policy) -> tuple[MeetingKind, ...]:
    """The procedure's planning meetings; none for one that only has a panel."""
    return tuple(kind for kind in policy.meetings if kind.kind in (PPM, FINAL))


def found_kind(policy: Policy, kind: str) -> MeetingKind:
    """The kind of meeting, or the refusal."""
    found = {one.kind: one for one in planning_kinds(policy)}
    if not found:
        raise NotFound("This procedure has no planning meetings; its children are seen by the panel.")
    if kind not in found:
        raise NotFound("The procedure in force has no such meeting; ask for the child's meeting again.")
    return found[kind]


def duties(policy: Policy, journey: Journey, kind: str, today: date) -> list[Obligation]:
    """Open duties to hold a meeting of this kind, soonest first."""
    return [duty for duty in timeline(policy, journey, today).obligations if duty.what == kind and duty.is_open]


def papers(policy: Policy, journey: Journey, today: date) -> list[Obligation]:
    """Minutes and uploads that every meeting held asked for, oldest first."""
    return [duty for duty in timeline(policy, journey, today).obligations if duty.what in PAPERS]


def lines(policy: Policy, journey: Journey, kind: str, on: date) -> list[Line]:
    """The checklist lines of a planning meeting that hold for this child on a day."""
    if kind != PPM:
        return []
    past = history(journey, on)
    found = []
    for checklist in policy.checklists:
        if checklist.moment not in MOMENTS or not _holds(policy, checklist, past, on):
            continue
        for number, words in enumerate(checklist.items):
            found.append(Line(f"{checklist.id}.{number}", words, checklist.clause, checklist.title))
    return found


def sets_next(policy: Policy, journey: Journey, kind: str, on: date) -> str:
    """The clause by which a meeting held on a day sets the next one's date; none once permanence is achieved."""
    clause = next((p.clause for p in policy.practices if p.name == NEXT_DATE and p.value), "")
    past = history(journey, on)
    done = at(policy.facts["permanence"](past), on.toordinal()) is not None
    return "" if kind != PPM or done or not past.segment_at(on.toordinal()).in_care else clause


def shorter_allowed(policy: Policy, kind: str) -> str:
    """The clause by which a manager may set a shorter interval; none where the procedure knows none."""
    return next(
        (rule.rule.clause for rule in policy.rules if rule.rule.shorter_interval and rule.rule.what == kind), ""
    )


def update_clause(policy: Policy) -> str:
    """The clause that asks for the record to be updated before each meeting; none where no clause does."""
    return next((one.clause for one in policy.checklists if one.moment == "preparation"), "")


def require_shorter(policy: Policy, journey: Journey, kind: str, interval: Event) -> None:
    """An interval set with the meeting brings the next one's date nearer; else the refusal."""
    held = replace(journey, events=(*journey.events, Event(interval.on, found_kind(policy, kind).held)))
    usual = _next_due(policy, held, kind, interval.on)
    sooner = _next_due(policy, replace(held, events=(*held.events, interval)), kind, interval.on)
    if usual is None:
        raise Incomplete("The procedure sets no interval for this child now, so none can be shortened.")
    if sooner is None or sooner >= usual:
        raise Incomplete(f"The next meeting is due by {on_day(usual)} already; choose fewer weeks.")


def due_if_held(policy: Policy, journey: Journey, kind: str, on: date) -> date | None:
    """By when the next one would be due if one were held on a day."""
    held = Event(on, found_kind(policy, kind).held)
    return _next_due(policy, replace(journey, events=(*journey.events, held)), kind, on)


def _next_due(policy: Policy, journey: Journey, kind: str, on: date) -> date | None:
    dates = [duty.due for duty in duties(policy, journey, kind, on) if duty.due]
    return min(dates, default=None)


def require_reasons(policy: Policy, seats: Iterable[Attending], record: Record) -> None:
    """Who attended holds a seat, and who had to be included or explained is; else the refusal."""
    its = list(seats)
    known = {seat.role for seat in its}
    if not record.attended:
        raise Incomplete("Choose who attended.")
    if not set(record.attended) | set(record.views) <= known:
        raise Incomplete("Somebody chosen has no seat at this meeting any more; choose again.")
    missing = [seat for seat in each_seat(its) if seat.reason_if_absent and not seat.taken_by(record.attended)]
    if missing and not record.absent_because:
        names = ", ".join(f"{seat.title} ({seat.clause})" for seat in missing)
        raise Incomplete(f"Write why these were not included: {names}.")


def milestones(policy: Policy, seats: Iterable[Attending], record: Record, on: date) -> list[Event]:
    """What a meeting says about those who were not part of it, where the procedure follows that up."""
    absent = [seat for seat in each_seat(seats) if seat.views_if_absent and not seat.taken_by(record.attended)]
    names = [NOT_THERE] if absent else []
    if absent and all(seat.taken_by(record.views) for seat in absent):
        names.append(HEARD)
    return [Event(on, "milestone", {"name": name}) for name in names if name in policy.milestones]


def _holds(policy: Policy, checklist: Checklist, past: History, on: date) -> bool:
    if checklist.when is None:
        return True
    holds = compiled(checklist.when, policy.facts, policy.calendar)
    return at(holds(past), on.toordinal()) is not None
