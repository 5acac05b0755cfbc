"""A planning meeting in the channel, changed in place as it is arranged, held and its papers are done."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.meetings import meeting as meeting_card
from permanence.meetings.meeting_rules import planning_kinds
from storage import children
from storage.outbox import Letter
from usecases.meetings.child_meeting import found_meeting
from usecases.meetings.show_meeting import state_of


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The meeting as it stands, without its record."""
    async with bot.house.store.read() as work:
        meeting = await found_meeting(work, int(letter.subject_id))
        if meeting.kind not in {one.kind for one in planning_kinds(bot.house.policy)}:
            return Cancel("the procedure in force has no such meeting")
        child, journey = (await children.several(work, [meeting.child]))[meeting.child]
        view = await state_of(bot.house, work, child, journey, meeting.kind, meeting, bot.today())
    return Post(meeting_card.draw(view), "A planning meeting", view.version)


NOTICES: dict[str, Notice] = {"meeting": render}
