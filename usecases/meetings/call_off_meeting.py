"""Call a planning meeting off: one arranged waits for another day, one only asked for is gone; the duty stays."""

from __future__ import annotations

from dataclasses import dataclass

from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from permanence.meetings.meeting import CALLED_OFF, REQUESTED, SCHEDULED
from permanence.meetings.meeting_rules import duties
from permanence.people import rights
from storage import meetings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.meetings.child_meeting import SUBJECT, About, Acting, acting, done, found_meeting, touch_last_held
from usecases.meetings.show_meeting import show_meeting


@dataclass(frozen=True, slots=True)
class CallOffMeeting:
    """Which meeting, as it was seen, and why."""

    meeting: int
    seen: int
    reason: str
    press: Press


async def call_off_meeting(house: House, command: CallOffMeeting) -> MeetingRecordView:
    """The meeting as it stands now, or who was there first."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, About(meeting=command.meeting), rights.CALL_OFF_MEETING)
        done_now = work.repeated or await _call_off(work, who, command)
        line = _line(house, who, command) if done_now else await changed_meanwhile(work, SUBJECT, command.meeting)
        meeting = await found_meeting(work, command.meeting)
        return await show_meeting(house, work, who.child, who.journey, who.kind, meeting, command.press.day, line)


async def _call_off(work: Work, who: Acting, command: CallOffMeeting) -> bool:
    meeting = who.meeting
    assert meeting is not None, "it was found by its id"
    if not meeting.to_come:
        return False
    arranged = meeting.state == SCHEDULED
    state = REQUESTED if arranged else CALLED_OFF
    version = await meetings.change(work, meeting.id, command.seen, state=state, on=None, time=None)
    if version is None:
        return False
    said = {"reason": command.reason, **({"was": meeting.on.isoformat()} if meeting.on else {})}
    await done(work, who.press, "call_off_meeting", meeting.id, version, meeting.child, **said)
    await touch_last_held(work, meeting.child, meeting.kind, who.press.at)
    return True


def _line(house: House, who: Acting, command: CallOffMeeting) -> str:
    due = next((duty for duty in duties(house.policy, who.journey, who.kind, command.press.day) if duty.due), None)
    return planning_words.called_off(command.reason, due.due if due else None, due.clause if due else "")
