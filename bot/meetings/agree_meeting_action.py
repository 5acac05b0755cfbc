"""`agree_meeting_action`: an action for a child at a planning meeting, with who does it and by when."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, number, text
from bot.meetings.meeting_forms import show_form
from cards.meetings import meeting_record
from cards.meetings.meeting_form import AGREE, DUE, MISSING
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.meetings.agree_meeting_action import AgreeMeetingAction, agree_meeting_action


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting with the action, its due date said back in words; or the form again."""
    try:
        command = AgreeMeetingAction(
            meeting=number(pressed, "id"),
            text=text(pressed, "text", MISSING[AGREE, "text"]),
            owner=text(pressed, "owner", MISSING[AGREE, "owner"], most=64),
            due=day(pressed, DUE),
            press=bot.press(pressed),
        )
        return Reply(meeting_record.draw(await agree_meeting_action(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, AGREE, no.sentence)


VERBS = {"agree_meeting_action": Verb(handle, rights.AGREE_AT_MEETING, form="open_agree_meeting_action")}
