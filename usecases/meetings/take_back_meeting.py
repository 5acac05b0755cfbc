"""Take back that a planning meeting was held: it is to come again, and its duty is due again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from cards.take_back_form import TakeBackForm
from cards.told_of_change import ToldOfChange
from permanence.deeds import Verb
from permanence.meetings.meeting import CALLED_OFF, REQUESTED, SCHEDULED, not_held
from permanence.meetings.meeting_rules import duties, found_kind
from permanence.people import rights
from permanence.people.person import manager_of
from permanence.refusals import NotFound
from permanence.subject import Subject, numbered
from storage import children, history, meetings, people, referrals
from storage.importing import kept_events
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile, sentence
from usecases.meetings.child_meeting import SUBJECT, About, Acting, acting, done, found_meeting, touch_last_held
from usecases.meetings.held_before import HeldBefore, held_before, open_referrals
from usecases.meetings.show_meeting import meeting_now
from usecases.referrals.raise_referrals import tell as tell_referral
from usecases.tell_concerned import mentioned, tell_concerned

TAKEN_BACK: Verb = "take_back_meeting"


@dataclass(frozen=True, slots=True)
class TakeBackMeeting:
    """Which meeting, as it was seen, and why."""

    meeting: int
    seen: int
    reason: str
    press: Press


async def take_back_meeting(house: House, command: TakeBackMeeting) -> MeetingRecordView:
    """The meeting as it stands now, or who was there first."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, About(meeting=command.meeting), rights.HOLD_MEETING)
        done_now = work.repeated or await _take_back(house, work, who, command)
        line = await _line(house, work, who) if done_now else await changed_meanwhile(work, SUBJECT, command.meeting)
        return await meeting_now(house, work, command.meeting, press.day, line)


async def show_take_back_meeting(
    house: House, press: Press, meeting_id: int, typed: Mapping[str, str], line: str
) -> TakeBackForm:
    """The form, with what follows; for who may record that a meeting was held."""
    async with house.store.read() as work:
        who = await acting(house, work, press, About(meeting=meeting_id), rights.HOLD_MEETING)
        held = await held_before(house, work, who)
        of = {"of": str(Subject.of(SUBJECT, meeting_id)), "id": meeting_id}
        following = held.following.on if held.following else None
        title = found_kind(house.policy, who.kind).title
        return TakeBackForm(
            verb=TAKEN_BACK,
            data={**of, "version": held.meeting.version},
            back=("show_meeting", of),
            label=who.child.label,
            what=planning_words.was_held(title, _on(held), held.entry.by_name),
            follows=planning_words.taking_back(held.actions, following, held.together, referral=held.referral),
            typed=typed,
            line=line,
        )


async def show_meeting_told(house: House, work: Work, meeting_id: int, mark: int, recipient: str) -> ToldOfChange:
    """A meeting said not to have been held, to whom it concerns."""
    meeting = await found_meeting(work, meeting_id)
    its = [one for one in await history.of(work, SUBJECT, meeting_id) if one.details.get("mark") == mark]
    if not its:
        raise NotFound(planning_words.CHANGE_NOT_KNOWN)
    child, _ = (await children.several(work, [meeting.child]))[meeting.child]
    named = await mentioned(work, its[0].details["concerned"], recipient)
    said = planning_words.not_held_after_all(date.fromisoformat(its[0].details["on"]), its[0].details["reason"])
    return ToldOfChange(
        title=planning_words.with_child(found_kind(house.policy, meeting.kind).title, child.label),
        what=sentence(its[0]),
        lines=(said,),
        people=tuple((person.name, person.teams_id) for person in named),
        of=str(Subject.of(SUBJECT, meeting_id)),
        show=planning_words.SHOW_THE_MEETING,
    )


async def _take_back(house: House, work: Work, who: Acting, command: TakeBackMeeting) -> bool:
    press, meeting = who.press, who.meeting
    assert meeting is not None, "it was found by its id"
    if meeting.version != command.seen:
        return False
    held = await held_before(house, work, who)
    if held.following is not None:
        following = held.following
        version = await meetings.change(work, following.id, following.version, state=CALLED_OFF, on=None, time=None)
        assert version is not None, "it was read in this transaction"
        said = {"reason": command.reason, "was": following.on.isoformat() if following.on else ""}
        await done(work, press, "call_off_meeting", following.id, version, meeting.child, **said)
    was = str(held.entry.details.get("was", ""))
    values = {"state": SCHEDULED if was else REQUESTED, "on": date.fromisoformat(was) if was else None}
    if held.entry.details.get("together"):
        values = {"state": CALLED_OFF, "on": None}  # a sibling's meeting of its own was never to come
    version = await meetings.change(work, meeting.id, command.seen, **values, record=not_held(meeting.record))
    if version is None:
        return False
    for source in (f"meeting {meeting.id}", planning_words.meeting_of(_on(held))):
        await kept_events.withdraw_written(work, press, meeting.child, source, command.reason, at=held.entry.at)
    await _redraw_referrals(work, who)
    told_to = await _concerned(work, who, held)
    said_of_it = {"on": _on(held).isoformat(), "reason": command.reason, "concerned": told_to, "mark": version}
    await done(work, press, TAKEN_BACK, meeting.id, version, meeting.child, **said_of_it)
    await touch_last_held(work, meeting.child, meeting.kind, press.at)
    await tell_concerned(work, Subject("meeting_told", numbered(meeting.id, version)), told_to, press.at)
    return True


async def _redraw_referrals(work: Work, who: Acting) -> None:
    """A referral that the meeting asked for stays open, and its card no longer says that the procedure asks for it."""
    for one in await open_referrals(work, who.child.ref):
        version = await referrals.change(work, one.id, one.version)
        assert version is not None, "it was read in this transaction"
        await tell_referral(work, one.id, version, who.press.at)


async def _concerned(work: Work, who: Acting, held: HeldBefore) -> list[str]:
    """Who recorded it, who asked for it and whose child it is, but for who takes it back."""
    manager = manager_of(await people.everyone(work), who.child.team)
    asker = await meetings.asker(work, held.meeting.id)
    its = [held.entry.by_oid, asker, *([manager.oid] if manager else [])]
    return [oid for oid in dict.fromkeys(its) if oid != who.press.by]


def _on(held: HeldBefore) -> date:
    assert held.meeting.on is not None, "a meeting held has its day"
    return held.meeting.on


async def _line(house: House, work: Work, who: Acting) -> str:
    _, journey = (await children.several(work, [who.child.ref]))[who.child.ref]
    due = next((duty for duty in duties(house.policy, journey, who.kind, who.press.day) if duty.due), None)
    return planning_words.meeting_taken_back(due.due if due else None, due.clause if due else "")
