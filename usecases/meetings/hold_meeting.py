"""Record that a planning meeting was held: the journey learns of it, and what it agreed, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cards.meetings import planning_words
from permanence.journey import Event
from permanence.journeys.siblings import in_care
from permanence.meetings.attendance import attendance
from permanence.meetings.meeting import (
    HELD,
    SCHEDULED,
    Meeting,
    Record,
    last_plan,
    plan_event,
    require_held,
    require_to_come,
)
from permanence.meetings.meeting_rules import (
    MOST_WEEKS,
    found_kind,
    milestones,
    papers,
    require_reasons,
    require_shorter,
    sets_next,
    shorter_allowed,
)
from permanence.meetings.plan_reasons import reason_events, require_written
from permanence.panel.referral import duties as referrals_asked
from permanence.people import rights
from permanence.refusals import Incomplete
from permanence.rules.intervals import AT_IT, INTERVAL
from storage import children, meetings, siblings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.meetings.child_meeting import SUBJECT, About, Acting, acting, begin, done, tell
from usecases.meetings.meeting_of_siblings import Discussed, copy_to_siblings, together
from usecases.meetings.show_meeting import meeting_now
from usecases.meetings.update_meeting_record import MeetingDone
from usecases.referrals.raise_referrals import raise_of_child


@dataclass(frozen=True, slots=True)
class HoldMeeting:
    """When it was held, who was there by role, the next one's day, and a shorter interval with its reason."""

    meeting: int
    seen: int
    on: date
    attended: tuple[str, ...]
    views: tuple[str, ...]
    absent_because: str
    next_on: date | None
    weeks: int | None
    interval_reason: str
    press: Press
    siblings: tuple[str, ...] = ()  # whom the meeting was also about
    next_time: str = ""  # of the next one, when one is known


async def hold_meeting(house: House, command: HoldMeeting) -> MeetingDone:
    """The meeting as held, or who was there first."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, About(meeting=command.meeting), rights.HOLD_MEETING)
        stale = not work.repeated and not await _hold(house, work, who, command)
        if stale:
            line = await changed_meanwhile(work, SUBJECT, command.meeting)
        else:
            line = await _line(house, work, who, command)
        return MeetingDone(await meeting_now(house, work, command.meeting, command.press.day, line), stale)


async def _hold(house: House, work: Work, who: Acting, command: HoldMeeting) -> bool:
    meeting, press = who.meeting, who.press
    assert meeting is not None, "it was found by its id"
    if not meeting.to_come or meeting.version != command.seen:
        return False
    if command.siblings:
        await siblings.hold(work, {meeting.child, *command.siblings})
    record, events = _held(house, who, meeting, command)
    version = await meetings.change(work, meeting.id, command.seen, state=HELD, on=command.on, record=record)
    if version is None:
        return False
    for event in events:
        await children.record_event(work, press, meeting.child, event, source=f"meeting {meeting.id}")
    next_on = command.next_on
    said = {"on": command.on.isoformat(), "attended": list(record.attended), "plan": record.plan}
    said |= {"was": meeting.on.isoformat()} if meeting.on else {}
    await done(work, press, "hold_meeting", meeting.id, version, meeting.child, **said)
    await raise_of_child(house, work, press, meeting.child, command.press.day)
    if next_on is not None:
        at = command.next_time
        following = await begin(work, press, meeting.child, who.kind, state=SCHEDULED, on=next_on, time=at)
        assert following is not None, "the one before it was closed in this transaction"
        await tell(work, following.id, following.version, press.at)
    if command.siblings:
        own = _set_at_it(who, command) if house.policy.sets_interval(who.kind) else None
        said_there = Discussed(who.kind, command.on, record, next_on, press, command.next_time, own)
        await copy_to_siblings(house, work, who, command.siblings, said_there)
    return True


def _held(house: House, who: Acting, meeting: Meeting, command: HoldMeeting) -> tuple[Record, list[Event]]:
    """The record as closed and all that is written into the journey; else the refusal."""
    policy, journey, on = house.policy, who.journey, command.on
    held = found_kind(policy, who.kind).held
    require_held(on, command.press.day, max((e.on for e in journey.events if e.type == held), default=None))
    if not in_care(journey, on):
        raise Incomplete(planning_words.not_in_care(on))
    record = replace(
        meeting.record, attended=command.attended, views=command.views, absent_because=command.absent_because
    )
    seats = attendance(policy, who.kind, [journey], on)
    require_reasons(policy, seats, record)
    _require_next(house, who, command)
    require_written(policy, journey, record, on)
    plan = plan_event(record, on, last_plan(journey, on))
    interval = _interval(house, who, command)
    more = [event for event in (plan, interval) if event is not None]
    written = reason_events(policy, journey, record, on)
    return record, [Event(on, held), *more, *written, *milestones(policy, seats, record, on)]


def _require_next(house: House, who: Acting, command: HoldMeeting) -> None:
    clause = sets_next(house.policy, who.journey, who.kind, command.on)
    if command.next_on is None:
        if clause:
            raise Incomplete(planning_words.meeting_sets_the_next(clause))
        if command.next_time:
            raise Incomplete(planning_words.DAY_OF_THE_NEXT)
        return
    if command.next_on <= command.on:
        raise Incomplete(planning_words.NEXT_AFTER_THIS)
    require_to_come(command.next_on, command.press.day)


def _interval(house: House, who: Acting, command: HoldMeeting) -> Event | None:
    """The interval set at the meeting: its own, where the procedure leaves it to the meeting, or else a shorter one."""
    if house.policy.sets_interval(who.kind):
        return _set_at_it(who, command)
    if command.weeks is None:
        return None
    if not shorter_allowed(house.policy, who.kind):
        raise Incomplete(planning_words.NO_SHORTER_INTERVAL)
    _require_weeks(command.weeks)
    if not command.interval_reason:
        raise Incomplete(planning_words.WHY_SHORTER)
    interval = Event(command.on, "interval_set", {"weeks": command.weeks, "reason": command.interval_reason})
    require_shorter(house.policy, who.journey, who.kind, interval)
    return interval


def _set_at_it(who: Acting, command: HoldMeeting) -> Event | None:
    """So many weeks, or the day of the next one; none where the meeting left it open, and then it is asked for."""
    said = {"of": who.kind, "reason": command.interval_reason or AT_IT}
    if command.weeks is not None:
        _require_weeks(command.weeks)
        return Event(command.on, INTERVAL, {"weeks": command.weeks, **said})
    return Event(command.on, INTERVAL, {"date": command.next_on, **said}) if command.next_on else None


def _require_weeks(weeks: int) -> None:
    if not 0 < weeks <= MOST_WEEKS:
        raise Incomplete(planning_words.whole_weeks(MOST_WEEKS))


async def _line(house: House, work: Work, who: Acting, command: HoldMeeting) -> str:
    """What follows: by when minutes and upload are due, and when the next one is."""
    _, journey = (await children.several(work, [who.child.ref]))[who.child.ref]
    line = planning_words.held(command.on)
    for duty in papers(house.policy, journey, command.press.day):
        if duty.is_open and duty.due and duty.since == command.on:
            line += planning_words.paper_due(house.policy.what_words(duty.what), duty.due, duty.clause)
    for _, duty in referrals_asked(house.policy, journey, command.press.day):
        line += planning_words.referral_asked(duty.clause)
    its = [label for label, _ in await together(work, journey, await meetings.find(work, command.meeting))]
    if its:
        line += planning_words.held_together(its)
    if command.weeks is not None:
        line += planning_words.interval_set(command.weeks)
    coming = await meetings.to_come(work, who.child.ref, who.kind)
    return line + (planning_words.next_arranged(coming.on, coming.time) if coming and coming.on else "")
