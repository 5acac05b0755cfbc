"""`schedule_meeting`: the day and the time of a planning meeting, or another day for it."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, number, time_if_any
from bot.meetings.meeting_forms import about, show_form
from cards.meetings import meeting_record
from cards.meetings.meeting_form import ON, SCHEDULE, TIME
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting as arranged, or the form again."""
    try:
        command = ScheduleMeeting(
            about=about(pressed),
            seen=number(pressed, "version"),
            on=day(pressed, ON),
            time=time_if_any(pressed, TIME),
            press=bot.press(pressed),
        )
        return Reply(meeting_record.draw(await schedule_meeting(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, SCHEDULE, no.sentence)


VERBS = {"schedule_meeting": Verb(handle, rights.ARRANGE_MEETING, form="open_schedule_meeting")}
