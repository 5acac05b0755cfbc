"""Say that the minutes of a planning meeting are issued: the event that closes the oldest minutes due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from permanence.journey import Event
from permanence.meetings.meeting import PPM
from permanence.meetings.meeting_rules import papers
from permanence.people import rights
from permanence.refusals import Incomplete
from storage import children, history, meetings
from storage.children import Child
from storage.store import Press, Work
from usecases.house import House
from usecases.meetings.child_meeting import About, Acting, acting
from usecases.meetings.show_meeting import show_meeting
from usecases.tell_papers import tell_papers


@dataclass(frozen=True, slots=True)
class IssueMinutes:
    """The child whose minutes are issued, and the meeting whose card was pressed, if one was."""

    child: str
    meeting: int
    press: Press


async def issue_minutes(house: House, command: IssueMinutes) -> MeetingRecordView:
    """The meeting with what was closed, or that nothing was waiting."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, About(command.child, PPM, command.meeting), rights.ISSUE_MINUTES)
        line = await _said_before(work, press, who.child) if work.repeated else await _issue(house, work, who, command)
        child, journey = (await children.several(work, [who.child.ref]))[who.child.ref]
        shown = next((m for m in await meetings.held(work, child.ref) if m.id == command.meeting), who.meeting)
        return await show_meeting(house, work, child, journey, who.kind, shown, command.press.day, line)


async def _issue(house: House, work: Work, who: Acting, command: IssueMinutes) -> str:
    press, child = who.press, who.child
    its = papers(house.policy, who.journey, press.day)
    waiting = [one for one in its if one.is_open and one.what == "minutes"]
    if not waiting:
        return planning_words.NO_MINUTES_WAIT
    event = Event(command.press.day, "minutes_issued")
    if not await children.record_event(work, press, child.ref, event, source=planning_words.SAID_IN_THE_CHANNEL):
        raise Incomplete(planning_words.issued_today(child.label))
    on = waiting[0].since
    said = {"occasion": waiting[0].occasion, "on": on.isoformat() if on else ""}
    await history.record(work, press, "issue_minutes", "child", child.ref, child_ref=child.ref, **said)
    await tell_papers(work, press, child.ref, on)
    return planning_words.minutes_issued(on)


async def _said_before(work: Work, press: Press, child: Child) -> str:
    entries = await history.of(work, "child", child.ref)
    own = [entry for entry in entries if (entry.verb, entry.by_oid) == ("issue_minutes", press.by)]
    on = str(own[-1].details.get("on", "")) if own else ""
    return planning_words.minutes_issued(date.fromisoformat(on)) if on else planning_words.NO_MINUTES_WAIT
