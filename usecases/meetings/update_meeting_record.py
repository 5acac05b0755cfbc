"""Bring the running record of a planning meeting up to date: before it, or while it is held."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from permanence.journey import Event
from permanence.meetings.attendance import asks_views, at_it, attendance
from permanence.meetings.meeting import Meeting, Record, require_plan
from permanence.meetings.meeting_rules import UPDATED, lines
from permanence.meetings.plan_reasons import connected_names, connected_person, require_written, with_connected
from permanence.people import rights
from permanence.refusals import Incomplete
from storage import children, meetings
from storage.importing import kept_events
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change
from usecases.meetings.child_meeting import SUBJECT, About, Acting, acting, done
from usecases.meetings.show_meeting import meeting_now


@dataclass(frozen=True, slots=True)
class UpdateMeetingRecord:
    """What the record is to say; who attended is not part of it."""

    meeting: int
    seen: int
    record: Record
    press: Press
    connected: str = ""  # whether a connected person may care for the child; empty where nothing was chosen
    asked: frozenset[str] | None = None  # the lines asked for, where they are asked for on several cards
    lines_only: bool = False  # nothing else was asked for


@dataclass(frozen=True, slots=True)
class MeetingDone:
    """The meeting as it stands now; `stale` when somebody was there first and nothing was changed."""

    view: MeetingRecordView
    stale: bool = False


async def update_meeting_record(house: House, command: UpdateMeetingRecord) -> MeetingDone:
    """Keep it, or show who was there first."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, About(meeting=command.meeting), rights.UPDATE_MEETING)
        stale = not work.repeated and not await _update(house, work, who, command)
        if stale:
            line = await changed_meanwhile(work, SUBJECT, command.meeting)
        else:
            line = await latest_change(work, SUBJECT, command.meeting, verb="update_meeting_record", by=press.by)
        return MeetingDone(await meeting_now(house, work, command.meeting, command.press.day, line), stale)


async def _update(house: House, work: Work, who: Acting, command: UpdateMeetingRecord) -> bool:
    meeting, press = who.meeting, who.press
    assert meeting is not None, "it was found by its id"
    if not meeting.to_come:
        raise Incomplete(planning_words.RECORD_IS_CLOSED)
    if command.lines_only:
        command = replace(command, record=replace(meeting.record, answers=command.record.answers))
    require_plan(command.record)
    policy, today = house.policy, command.press.day
    known = connected_person(policy, who.journey, today)
    says_anew = command.connected in connected_names(policy) and command.connected != known
    journey = with_connected(policy, who.journey, command.connected, today) if says_anew else who.journey
    require_written(policy, journey, command.record, today)
    record = _merged(house, who, meeting.record, command)
    version = await meetings.change(work, meeting.id, command.seen, record=record)
    if version is None:
        return False
    if UPDATED in house.policy.milestones:
        event = Event(command.press.day, "milestone", {"name": UPDATED})
        await children.record_event(work, press, meeting.child, event, source=f"meeting {meeting.id}")
    if says_anew:
        await _say_connected(house, work, press, meeting, command)
    await done(work, press, "update_meeting_record", meeting.id, version, meeting.child)
    return True


def _merged(house: House, who: Acting, before: Record, command: UpdateMeetingRecord) -> Record:
    """What was typed, beside what the form did not ask: views of other seats, and lines that do not hold now."""
    on = who.meeting.on if who.meeting and who.meeting.on else command.press.day
    seats = at_it(attendance(house.policy, who.kind, [who.journey], on))
    wanted = [seat.role for seat in seats if asks_views(seat)]
    known = {*(role for role in before.views if role not in wanted), *command.record.views} & {s.role for s in seats}
    views = tuple(seat.role for seat in seats if seat.role in known)
    asked = {line.key for line in lines(house.policy, who.journey, who.kind, command.press.day)}
    asked &= command.asked if command.asked is not None else asked
    kept = {key: answer for key, answer in before.answers.items() if key not in asked}
    given = {key: answer for key, answer in command.record.answers.items() if key in asked}
    return replace(command.record, answers={**kept, **given}, views=views, updated_on=command.press.day)


async def _say_connected(
    house: House, work: Work, press: Press, meeting: Meeting, command: UpdateMeetingRecord
) -> None:
    """What is now so of a connected person; another answer of the same day is withdrawn, since one of them is wrong."""
    names = connected_names(house.policy)
    for kept in await kept_events.of(work, meeting.child):
        other = kept.event.on == command.press.day and kept.event.fields.get("name") in names.values()
        if other and kept.withdrawn_at is None:
            await kept_events.withdraw(work, press, meeting.child, kept.id, planning_words.RECORDED_OTHERWISE)
    event = Event(command.press.day, "milestone", {"name": names[command.connected]})
    await children.record_event(work, press, meeting.child, event, source=f"meeting {meeting.id}")
