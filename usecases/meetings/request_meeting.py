"""Ask for a planning meeting: who, when and why; the request is where the record of the meeting begins."""

from __future__ import annotations

from dataclasses import dataclass

from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from permanence.meetings.meeting import REQUESTED
from permanence.people import rights
from storage import meetings
from storage.store import Press
from usecases.house import House
from usecases.latest_change import changed_meanwhile, latest_change
from usecases.meetings.child_meeting import SUBJECT, About, acting, begin, done
from usecases.meetings.show_meeting import show_meeting


@dataclass(frozen=True, slots=True)
class RequestMeeting:
    """A meeting of this kind is asked for, with the reason."""

    about: About
    reason: str
    press: Press


async def request_meeting(house: House, command: RequestMeeting) -> MeetingRecordView:
    """The meeting asked for; one that is already to come stays as it is and is shown."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, command.about, rights.ASK_MEETING)
        meeting = who.meeting if who.meeting and who.meeting.to_come else None
        line = planning_words.TO_COME_ALREADY if meeting else ""
        if meeting is None and not work.repeated:
            ref, reason = who.child.ref, command.reason
            begun = await begin(work, press, ref, who.kind, state=REQUESTED, reason=reason)
            if begun is not None:
                await done(work, who.press, "request_meeting", begun.id, begun.version, ref, reason=reason)
            meeting = begun or await meetings.to_come(work, ref, who.kind)
        if meeting is not None:
            own = await latest_change(work, SUBJECT, meeting.id, verb="request_meeting", by=press.by)
            line = "" if work.repeated else line  # what this press did is said at each delivery of it
            line = line or own or await changed_meanwhile(work, SUBJECT, meeting.id)
        return await show_meeting(house, work, who.child, who.journey, who.kind, meeting, command.press.day, line)
