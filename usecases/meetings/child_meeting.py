"""A child's planning meeting, found for whoever may act on it; begun with what is carried forward, and told of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from cards.meetings import planning_words
from permanence.deeds import Verb
from permanence.journey import Journey
from permanence.journeys.child_facts import care_facts
from permanence.meetings.meeting import Meeting, Record, carried, last_plan
from permanence.meetings.meeting_rules import found_kind
from permanence.people import rights
from permanence.people.deputies import signed
from permanence.people.person import Person
from permanence.people.rights import Right
from permanence.refusals import NotFound
from permanence.subject import Subject
from storage import children, history, meetings, outbox, people
from storage.children import Child
from storage.store import Press, Work
from usecases.find_child import find_child
from usecases.house import House
from usecases.visible_teams import visible_teams_of

SUBJECT = "meeting"


@dataclass(frozen=True, slots=True)
class About:
    """Which meeting: one by its id, or the one of a child and a kind that is to come or is to be begun."""

    child: str = ""
    kind: str = ""
    meeting: int = 0


@dataclass(frozen=True, slots=True)
class Acting:
    """A person who may do it, with the press as the history signs it, the child, and the meeting there is, if any."""

    person: Person
    press: Press
    child: Child
    journey: Journey
    kind: str
    meeting: Meeting | None


async def acting(house: House, work: Work, press: Press, about: About, right: Right) -> Acting:
    """What the press is about, when the presser may do it; else the refusal."""
    person = rights.require(await people.find(work, press.by, press.day), right)
    meeting = await found_meeting(work, about.meeting) if about.meeting else None
    ref, kind = (meeting.child, meeting.kind) if meeting else (about.child, about.kind)
    found_kind(house.policy, kind)
    visible = await visible_teams_of(house, work, press.by, right, press.day)
    child, journey = await find_child(work, ref, visible)
    rights.require_for(person, right, child.team)
    if meeting is None:
        meeting = await meetings.to_come(work, child.ref, kind)
    own = replace(press, name=signed(press.name, person, child.team))
    return Acting(person, own, child, journey, kind, meeting)


async def found_meeting(work: Work, meeting_id: int) -> Meeting:
    """The meeting, or the refusal."""
    meeting = await meetings.find(work, meeting_id)
    if meeting is None:
        raise NotFound(planning_words.NO_SUCH_MEETING)
    return meeting


async def begin(
    work: Work,
    press: Press,
    child: str,
    kind: str,
    *,
    state: str,
    on: date | None = None,
    time: str = "",
    reason: str = "",
) -> Meeting | None:
    """A meeting to come that starts with the record of the last one; None when there is one already."""
    record = await begun_with(work, child, kind, press.day)
    return await meetings.add(work, press, child, kind, record, state=state, on=on, time=time, reason=reason)


async def begun_with(work: Work, child: str, kind: str, today: date) -> Record:
    """What the child's next meeting of this kind starts with: the last one's record, or the plan agreed so far."""
    if last := await meetings.last_of(work, child, kind):
        return carried(last.record)
    _, journey = (await children.several(work, [child]))[child]
    return carried(None, last_plan(journey, today) if care_facts(journey, today).plan else None)


async def done(work: Work, press: Press, verb: Verb, meeting_id: int, version: int, child: str, **said: object) -> None:
    """Write it into the history, and have the meeting's card posted or updated."""
    await history.record(work, press, verb, SUBJECT, meeting_id, child_ref=child, **said)
    await tell(work, meeting_id, version, press.at)


async def tell(work: Work, meeting_id: int, version: int, at: datetime) -> None:
    """Have the card in the channel show this version."""
    await outbox.tell(work, Subject.of("meeting", meeting_id), version, at)


async def touch(work: Work, meeting_id: int, at: datetime) -> None:
    """Something shown with the meeting changed: its card in the channel follows."""
    await tell(work, meeting_id, await meetings.touch(work, meeting_id), at)


async def touch_last_held(work: Work, child: str, kind: str, at: datetime) -> None:
    """The card of the last one held says when the next one is: it follows."""
    for last in (await meetings.held(work, child, kind))[:1]:
        await touch(work, last.id, at)
