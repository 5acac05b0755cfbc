"""Agree an action at a planning meeting: what, by whom, by when; a card of its own follows in the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards import house_words
from cards.actions import action_words
from cards.meetings import planning_words
from cards.meetings.meeting_record import MeetingRecordView
from permanence.meetings.meeting import CALLED_OFF, REQUESTED, require_to_come
from permanence.people import rights
from permanence.refusals import Incomplete
from permanence.subject import Subject
from storage import actions, history, outbox, people
from storage.store import Press, Work
from usecases.house import House
from usecases.meetings.child_meeting import SUBJECT, About, Acting, acting, touch
from usecases.meetings.show_meeting import meeting_now


@dataclass(frozen=True, slots=True)
class AgreeMeetingAction:
    """A new action for the child of a meeting."""

    meeting: int
    text: str
    owner: str  # Entra object id
    due: date
    press: Press


async def agree_meeting_action(house: House, command: AgreeMeetingAction) -> MeetingRecordView:
    """Keep the action and have its card posted; the meeting with it, and the due date said back in words."""
    async with house.store.change(command.press) as work:
        who = await acting(house, work, command.press, About(meeting=command.meeting), rights.AGREE_AT_MEETING)
        names = await people.names(work)
        if not work.repeated:
            await _agree(work, who, command)
        aim = house.policy.calendar.aim_for(command.due)
        line = action_words.agreed(command.text, names.get(command.owner, ""), command.due, aim)
        return await meeting_now(house, work, command.meeting, command.press.day, line)


async def _agree(work: Work, who: Acting, command: AgreeMeetingAction) -> None:
    meeting, press = who.meeting, who.press
    assert meeting is not None, "it was found by its id"
    if meeting.state in (REQUESTED, CALLED_OFF):
        raise Incomplete(planning_words.NOT_ARRANGED_YET)
    owner = await people.find(work, command.owner)
    if owner is None:
        raise Incomplete(house_words.CHOOSE_THE_OWNER)
    require_to_come(command.due, command.press.day)
    ref = meeting.child
    action_id = await actions.add(work, press, ref, None, command.text, owner.oid, command.due, meeting_id=meeting.id)
    said = {"text": command.text, "owner": owner.name, "due": command.due.isoformat()}
    await history.record(work, press, "agree_action", "action", action_id, child_ref=ref, **said)
    await outbox.tell(work, Subject.of("action", action_id), 1, press.at)
    await history.record(work, press, "agree_meeting_action", SUBJECT, meeting.id, action=action_id)
    await touch(work, meeting.id, press.at)
