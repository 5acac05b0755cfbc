"""What a planning meeting that is said not to have been held would leave: found before it is taken back, or refused."""

from __future__ import annotations

from dataclasses import dataclass

from cards.meetings import planning_words
from permanence.meetings.meeting import HELD, Meeting
from permanence.panel.referral import RAISED, Referral
from permanence.refusals import Incomplete
from storage import actions, history, meetings, referrals
from storage.history import Entry
from storage.store import Work
from usecases.house import House
from usecases.meetings.child_meeting import SUBJECT, Acting
from usecases.meetings.meeting_of_siblings import together
from usecases.meetings.papers_made import papers_made


@dataclass(frozen=True, slots=True)
class HeldBefore:
    """A meeting held: the line that recorded it, and what goes or stays when it is taken back."""

    meeting: Meeting
    entry: Entry
    following: Meeting | None  # the next one, which was arranged in the same press and not changed since
    actions: int
    referral: bool  # one is open that the procedure asked for
    together: tuple[str, ...]  # siblings whose meeting was recorded in the same press


async def held_before(house: House, work: Work, who: Acting) -> HeldBefore:
    """What it would leave; else the refusal that says what is to be taken back first."""
    meeting = who.meeting
    assert meeting is not None, "it was found by its id"
    its = [one for one in await history.of(work, SUBJECT, meeting.id) if one.verb == "hold_meeting"]
    if meeting.state != HELD or meeting.on is None or not its:
        raise Incomplete(planning_words.NOT_HELD)
    last = (await meetings.held(work, meeting.child, meeting.kind))[0]
    if last.id != meeting.id and last.on:
        raise Incomplete(planning_words.held_later(last.on))
    for made in await papers_made(work, house.policy, who.journey, meeting.on, who.press.day):
        raise Incomplete(planning_words.papers_stand(made.what))
    following = await meetings.to_come(work, meeting.child, meeting.kind)
    if following and (await history.of(work, SUBJECT, following.id) or not await _begun_with(work, following, its[-1])):
        raise Incomplete(planning_words.another_to_come(following.on))
    agreed = [one for one in await actions.of_child(work, meeting.child) if one.meeting == meeting.id and one.is_open]
    beside = [label for label, id_ in await together(work, who.journey, meeting) if await _at_once(work, id_, its[-1])]
    asked = any(one.occasion for one in await open_referrals(work, meeting.child))
    return HeldBefore(meeting, its[-1], following, len(agreed), asked, tuple(beside))


async def open_referrals(work: Work, child_ref: str) -> list[Referral]:
    """The child's referrals that are not made."""
    return [one for one in await referrals.of_child(work, child_ref) if one.state == RAISED]


async def _begun_with(work: Work, following: Meeting, entry: Entry) -> bool:
    return await meetings.asked_at(work, following.id) == entry.at


async def _at_once(work: Work, meeting_id: int, entry: Entry) -> bool:
    its = await history.of(work, SUBJECT, meeting_id)
    return any((one.verb, one.at) == (entry.verb, entry.at) for one in its)
