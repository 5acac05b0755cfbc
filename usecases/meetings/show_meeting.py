"""Show a child's planning meeting: how it stands, what is due and why, the running record so far, its actions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cards import house_words
from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from cards.meetings.meeting_words import Duty, MeetingState
from permanence.action import CANCELLED, PanelAction
from permanence.journey import Journey
from permanence.meetings.attendance import MINUTES, NOTIFIED, Attending, at_it, attendance, each_seat, still_to_get
from permanence.meetings.meeting import CALLED_OFF, HELD, PPM, REQUESTED, Meeting, Record
from permanence.meetings.meeting_rules import duties, found_kind, lines, papers, planning_kinds
from permanence.meetings.plan_reasons import plan_lacks
from permanence.people import rights
from permanence.policy import Policy
from permanence.steps.steps import steps
from permanence.timeline import Obligation, timeline
from storage import actions, children, history, meetings, people
from storage.children import Child
from storage.store import Work
from usecases.actions.show_action import in_lines
from usecases.find_child import find_child
from usecases.house import House
from usecases.meetings.child_meeting import SUBJECT, About, found_meeting
from usecases.meetings.meeting_of_siblings import together
from usecases.meetings.papers_made import papers_made
from usecases.visible_teams import visible_teams_of

MOST_ACTIONS = 6
CALLED, HOLD, TAKEN_BACK = "call_off_meeting", "hold_meeting", "take_back_meeting"


@dataclass(frozen=True, slots=True)
class MeetingAsked:
    """Who asks, for which child's meeting, on which day."""

    caller: str
    about: About
    today: date


async def open_meeting(house: House, asked: MeetingAsked) -> MeetingRecordView:
    """The meeting asked for: by its id, or the child's one to come, or else the last one held."""
    about = asked.about
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
        meeting = await found_meeting(work, about.meeting) if about.meeting else None
        child, journey = await find_child(work, meeting.child if meeting else about.child, visible)
        kind = meeting.kind if meeting else about.kind or PPM
        found_kind(house.policy, kind)
        if meeting is None:
            meeting = await _newest(work, child.ref, kind)
        return await show_meeting(house, work, child, journey, kind, meeting, asked.today)


async def meeting_now(house: House, work: Work, meeting_id: int, today: date, line: str = "") -> MeetingRecordView:
    """The meeting with its record as it stands in this transaction."""
    meeting = await found_meeting(work, meeting_id)
    child, journey = (await children.several(work, [meeting.child]))[meeting.child]
    return await show_meeting(house, work, child, journey, meeting.kind, meeting, today, line)


async def show_meeting(
    house: House,
    work: Work,
    child: Child,
    journey: Journey,
    kind: str,
    meeting: Meeting | None,
    today: date,
    line: str = "",
) -> MeetingRecordView:
    """All of it, for the one who asked."""
    policy = house.policy
    its = [
        action for action in await actions.of_child(work, child.ref) if goes_with(action, meeting.id if meeting else 0)
    ]
    on = meeting.on if meeting and meeting.state == HELD else None
    made = await papers_made(work, policy, journey, on, today) if on else []
    its_papers = [duty for duty in papers(policy, journey, today) if duty.is_open]
    return MeetingRecordView(
        state=await state_of(house, work, child, journey, kind, meeting, today),
        record=_record(policy, journey, kind, meeting.record, today) if meeting else (),
        actions=tuple(await in_lines(house, work, its[:MOST_ACTIONS], today)),
        more_actions=max(0, len(its) - MOST_ACTIONS),
        waiting=tuple(_duty(policy, duty) for duty in its_papers),
        made=tuple([(planning_words.paper_made(one.what, one.on), one.event) for one in made]),
        together=tuple(await together(work, journey, meeting)),
        other=_other(policy, journey, kind, today),
        steps=len(steps(policy, journey, today)[0]),
        silences=timeline(policy, journey, today).silences,
        line=line,
    )


async def state_of(
    house: House, work: Work, child: Child, journey: Journey, kind: str, meeting: Meeting | None, today: date
) -> MeetingState:
    """How it stands, without the record: what the card in the channel shows."""
    policy = house.policy
    its = await actions.of_child(work, child.ref)
    next_one = await meetings.to_come(work, child.ref, kind)
    held = meeting is not None and meeting.state == HELD
    seats = attendance(policy, kind, [journey], (meeting.on if meeting and meeting.on else None) or today)
    kept = meeting.record if meeting else Record()
    state = MeetingState(
        child=child.ref,
        label=child.label,
        kind=kind,
        title=found_kind(policy, kind).title,
        as_of=today,
        chair=chaired_by(seats),
        invited=tuple(seat_in_words(seat) for seat in each_seat(at_it(seats)) if seat.part != "chair"),
        to_get=tuple(
            planning_words.with_clause(one.title, one.clause)
            for one in still_to_get(at_it(seats), kept.attended, kept.views)
        ),
        notified=tuple(seat_in_words(seat, part=False) for seat in each_seat(seats) if seat.part == NOTIFIED),
        minutes_to=tuple(seat_in_words(seat, part=False) for seat in each_seat(seats) if seat.part == MINUTES),
        due=tuple(_duty(policy, duty) for duty in duties(policy, journey, kind, today)),
        open=sum(action.is_open for action in its),
        next_on=next_one.on if next_one and held else None,
        next_time=next_one.time if next_one and held else "",
        lacks=tuple(plan_lacks(policy, journey, meeting.record if meeting and meeting.to_come else None, today)),
    )
    return await _with(house, work, state, meeting, journey, today) if meeting else state


async def _with(
    house: House, work: Work, state: MeetingState, meeting: Meeting, journey: Journey, today: date
) -> MeetingState:
    policy, record = house.policy, meeting.record
    names = await people.names(work)
    its = papers(policy, journey, today) if meeting.state == HELD and meeting.kind == PPM else []
    its_actions = [one for one in await actions.of_child(work, meeting.child) if one.meeting == meeting.id]
    agreed = [one for one in its_actions if one.state != CANCELLED]
    return replace(
        state,
        state=meeting.state,
        meeting=meeting.id,
        version=meeting.version,
        on=meeting.on,
        time=meeting.time,
        asked_by=names.get(await meetings.asker(work, meeting.id), house_words.SOMEBODY_WHO_HAS_LEFT),
        reason=meeting.reason,
        attended=tuple(policy.role_title(role) for role in record.attended),
        views=tuple(policy.role_title(role) for role in record.views),
        absent_because=record.absent_because,
        agreed=len(agreed),
        papers=tuple(_duty(policy, duty) for duty in its if duty.since == meeting.on),
        updated_on=record.updated_on,
        called_off=await _called_off(work, meeting),
        not_held=await _not_held(work, meeting),
    )


async def _called_off(work: Work, meeting: Meeting) -> str:
    """For which day and why, where that was the last said of its day."""
    if meeting.state not in (REQUESTED, CALLED_OFF):
        return ""
    entries = [one for one in await history.of(work, SUBJECT, meeting.id) if one.verb in ("request_meeting", CALLED)]
    if not entries or entries[-1].verb != CALLED:
        return ""
    was, reason = str(entries[-1].details.get("was", "")), str(entries[-1].details["reason"])
    return planning_words.was_arranged(date.fromisoformat(was) if was else None, reason)


async def _not_held(work: Work, meeting: Meeting) -> str:
    """That it was recorded as held by mistake, until it is recorded again."""
    its = [one for one in await history.of(work, SUBJECT, meeting.id) if one.verb in (HOLD, TAKEN_BACK)]
    if not its or its[-1].verb == HOLD:
        return ""
    on, reason = date.fromisoformat(its[-1].details["on"]), str(its[-1].details["reason"])
    return planning_words.not_held_after_all(on, reason)


def _other(policy: Policy, journey: Journey, kind: str, today: date) -> tuple[str, str] | None:
    """Another kind of meeting that this child has now."""
    for one in planning_kinds(policy):
        if one.kind != kind and (one.kind == PPM or duties(policy, journey, one.kind, today)):
            return one.kind, one.title
    return None


async def _newest(work: Work, child: str, kind: str) -> Meeting | None:
    coming = await meetings.to_come(work, child, kind)
    return coming or next(iter(await meetings.held(work, child, kind)), None)


def goes_with(action: PanelAction, meeting: int) -> bool:
    """Every open action is carried forward; a done one stays with the meeting it was agreed at."""
    return action.is_open or (meeting != 0 and action.meeting == meeting)


def _record(policy: Policy, journey: Journey, kind: str, record: Record, today: date) -> tuple[tuple[str, str], ...]:
    asked = lines(policy, journey, kind, today)
    known = [(planning_words.with_clause(line.words, line.clause), record.answers.get(line.key, "")) for line in asked]
    notes = {
        rule.rule.id: planning_words.with_clause(rule.rule.note, rule.rule.clause)
        for rule in policy.rules
        if rule.rule.note
    }
    written = [(notes[rule], words) for rule, words in record.reasons.items() if rule in notes]
    said = [
        (planning_words.THE_PLAN, plan_in_words(record)),
        (planning_words.CONSIDERED, record.discussed),
        (planning_words.VIEWS, record.views_said),
        *written,
        *known,
        (planning_words.DIFFERING_VIEWS, record.differing),
        (planning_words.RESOLUTION, record.resolution),
        (planning_words.OPTIONS, record.options),
    ]
    return tuple((name, words) for name, words in said if words)


def plan_in_words(record: Record) -> str:
    """The plan with its contingency; empty when there is none."""
    return planning_words.plan(record.plan, record.contingency, final=record.final)


def _duty(policy: Policy, duty: Obligation) -> Duty:
    words = policy.what_words(duty.what)
    return Duty(words, duty.clause, duty.due, duty.standing, duty.because, duty.met_on, duty.what)


def chaired_by(seats: Iterable[Attending]) -> str:
    """Who chairs; each of them where the procedure gives the chair to either."""
    return "; ".join(seat_in_words(seat, part=False) for seat in each_seat(seats) if seat.part == "chair")


def seat_in_words(seat: Attending, *, part: bool = True) -> str:
    """Team Manager, or the case progression manager (PT-2.1)."""
    title = planning_words.seat(seat.title, seat.part) if part else seat.title
    return planning_words.with_clause(f"{title}, {seat.note}" if seat.note else title, seat.clause)
