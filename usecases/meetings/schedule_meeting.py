"""Arrange a planning meeting, or move it to another day: its card in the channel follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards import house_words
from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from permanence.meetings.meeting import SCHEDULED, Meeting, require_to_come
from permanence.meetings.meeting_rules import duties
from permanence.people import rights
from storage import meetings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.meetings.child_meeting import (
    SUBJECT,
    About,
    Acting,
    acting,
    begin,
    done,
    found_meeting,
    touch_last_held,
)
from usecases.meetings.show_meeting import show_meeting


@dataclass(frozen=True, slots=True)
class ScheduleMeeting:
    """The day, and the time when one is known. `seen` is 0 where no meeting was to come."""

    about: About
    seen: int
    on: date
    time: str
    press: Press


async def schedule_meeting(house: House, command: ScheduleMeeting) -> MeetingRecordView:
    """The meeting as arranged, or who was there first."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, command.about, rights.ARRANGE_MEETING)
        meeting = who.meeting
        if work.repeated:
            line = _line(house, who, command)
        else:
            meeting = await _arrange(work, who, command)
            line = _line(house, who, command)
            if meeting is not None:
                await touch_last_held(work, who.child.ref, who.kind, who.press.at)
            if meeting is None:
                meeting = await meetings.to_come(work, who.child.ref, who.kind) or who.meeting
                line = await changed_meanwhile(work, SUBJECT, meeting.id) if meeting else ""
        return await show_meeting(house, work, who.child, who.journey, who.kind, meeting, command.press.day, line)


async def _arrange(work: Work, who: Acting, command: ScheduleMeeting) -> Meeting | None:
    require_to_come(command.on, command.press.day)
    press, ref, meeting = who.press, who.child.ref, who.meeting
    said = {"on": command.on.isoformat(), "time": command.time}
    if meeting is None:
        begun = await begin(work, press, ref, who.kind, state=SCHEDULED, on=command.on, time=command.time)
        if begun is not None:
            await done(work, press, "schedule_meeting", begun.id, begun.version, ref, **said)
        return begun
    if not meeting.to_come:
        return None
    values = {"state": SCHEDULED, "on": command.on, "time": command.time or None}
    version = await meetings.change(work, meeting.id, command.seen, **values)
    if version is None:
        return None
    was = {"was": meeting.on.isoformat()} if meeting.on else {}
    await done(work, press, "schedule_meeting", meeting.id, version, ref, **said, **was)
    return await found_meeting(work, meeting.id)


def _line(house: House, who: Acting, command: ScheduleMeeting) -> str:
    line = planning_words.arranged(command.on, command.time)
    due = next((duty for duty in duties(house.policy, who.journey, who.kind, command.press.day) if duty.due), None)
    if due and due.due and command.on > due.due:
        line += planning_words.arranged_late(due.due, due.clause)
    aim = house.policy.calendar.aim_for(command.on)
    if aim != command.on:
        line += house_words.on_a_closed_day(aim)
    return line
