"""A planning meeting that was about a child's siblings too: a copy of its record for each, and nothing of its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.meetings import planning_words
from permanence.journey import Event, Journey
from permanence.journeys.siblings import copied, copies, in_care
from permanence.meetings.attendance import attendance
from permanence.meetings.meeting import HELD, SCHEDULED, Meeting, Record, require_held
from permanence.meetings.meeting_rules import found_kind, milestones
from permanence.people import rights
from permanence.people.person import Person
from permanence.refusals import Incomplete
from storage import children, meetings, siblings
from storage.children import Child
from storage.store import Press, Work
from usecases.house import House
from usecases.meetings.child_meeting import Acting, begin, begun_with, done, tell


@dataclass(frozen=True, slots=True)
class Discussed:
    """One meeting as it was held: its kind and day, its record, and the day of the next one where one is set."""

    kind: str
    on: date
    record: Record
    next_on: date | None
    press: Press
    next_time: str = ""
    interval: Event | None = None  # to the next one, where the procedure leaves it to the meeting


async def may_be_about(work: Work, person: Person, journey: Journey, on: date) -> tuple[list[Child], list[Child]]:
    """The siblings in care that a meeting may be recorded for by this person, and those it may not."""
    known = await children.several(work, journey.siblings)
    its = [known[ref][0] for ref in sorted(known) if in_care(known[ref][1], on)]
    own = [child for child in its if rights.may(person, rights.HOLD_MEETING, child.team)]
    return own, [child for child in its if child not in own]


async def copy_to_siblings(house: House, work: Work, who: Acting, refs: tuple[str, ...], said: Discussed) -> None:
    """A held meeting of the same day for each of these siblings; whose copy is whose, where the procedure asks."""
    known = await children.several(work, {who.child.ref, *refs})
    gone = [ref for ref in refs if ref not in known or ref not in known[who.child.ref][1].siblings]
    if gone:
        raise Incomplete(planning_words.no_sibling_any_more(gone, who.child.label))
    for ref in refs:
        child, journey = known[ref]
        rights.require_for(who.person, rights.HOLD_MEETING, child.team)
        await _copy(house, work, who, child, journey, said)
    # Who was spoken of at one meeting was known by then, so that its copies and notes are asked for.
    await siblings.known_by(work, known, said.on)
    for ref, event in copies(house.policy, [journey for _, journey in known.values()], said.press.day):
        await children.record_event(work, said.press, ref, event, source=planning_words.meeting_of(said.on))


async def together(work: Work, journey: Journey, meeting: Meeting | None) -> list[tuple[str, int]]:
    """The siblings with a meeting of this kind held on the same day: their labels and its id."""
    if meeting is None or meeting.state != HELD:
        return []
    known = await children.several(work, journey.siblings)
    found = []
    for ref in sorted(known):
        its = [one for one in await meetings.held(work, ref, meeting.kind) if one.on == meeting.on]
        found += [(known[ref][0].label, one.id) for one in its[:1]]
    return found


async def _copy(house: House, work: Work, who: Acting, child: Child, journey: Journey, said: Discussed) -> None:
    policy, press = house.policy, said.press
    held = found_kind(policy, said.kind).held
    if not in_care(journey, said.on):
        raise Incomplete(planning_words.sibling_not_in_care(child.label))
    try:
        require_held(said.on, said.press.day, max((e.on for e in journey.events if e.type == held), default=None))
    except Incomplete as no:
        raise Incomplete(planning_words.sibling_refused(child.label, no.sentence)) from no
    meeting, version, record = await _held(work, child, said)
    seats = attendance(policy, said.kind, [journey], said.on)
    set_at_it = [said.interval] if said.interval else []
    for event in (Event(said.on, held), *set_at_it, *milestones(policy, seats, record, said.on)):
        await children.record_event(work, press, child.ref, event, source=f"meeting {meeting}")
    its = {"on": said.on.isoformat(), "attended": list(record.attended), "together": who.child.ref}
    await done(work, press, "hold_meeting", meeting, version, child.ref, **its)
    if said.next_on and await meetings.to_come(work, child.ref, said.kind) is None:
        following = await begin(
            work, press, child.ref, said.kind, state=SCHEDULED, on=said.next_on, time=said.next_time
        )
        assert following is not None, "none was to come"
        await tell(work, following.id, following.version, press.at)


async def _held(work: Work, child: Child, said: Discussed) -> tuple[int, int, Record]:
    """The sibling's meeting as held: the one asked for or arranged for that day, or else one of its own.

    A meeting arranged for another day stays to come, and starts with what was said at this one.
    """
    coming = await meetings.to_come(work, child.ref, said.kind)
    if coming is not None and coming.on in (None, said.on):
        record = copied(said.record, coming.record)
        return coming.id, await _change(work, child, coming, state=HELD, on=said.on, record=record), record
    record = copied(said.record, await begun_with(work, child.ref, said.kind, said.press.day))
    meeting = await meetings.add_held(work, said.press, child.ref, said.kind, record, on=said.on)
    if coming is not None:
        begun = copied(coming.record, copied(said.record, coming.record))
        await tell(work, coming.id, await _change(work, child, coming, record=begun), said.press.at)
    return meeting, 1, record


async def _change(work: Work, child: Child, meeting: Meeting, **values: object) -> int:
    version = await meetings.change(work, meeting.id, meeting.version, **values)
    if version is None:
        raise Incomplete(planning_words.sibling_changed(child.label))
    return version
