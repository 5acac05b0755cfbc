"""`hold_meeting`: a planning meeting was held, who was there, and when the next one is."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import count_if_any, day, day_if_any, number, several, text_if_any, time_if_any
from bot.meetings.meeting_forms import HELD, show_form
from cards.meetings import meeting_record
from cards.meetings.meeting_held_form import NEXT_ON, NEXT_TIME, ON, WEEKS
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.meetings.hold_meeting import HoldMeeting, hold_meeting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting as held with what follows from it, or the form again with what was typed."""
    try:
        done = await hold_meeting(bot.house, _read(bot, pressed))
    except Incomplete as no:
        return await show_form(bot, pressed, HELD, no.sentence)
    if done.stale and done.view.state.to_come:
        return await show_form(bot, pressed, HELD, done.view.line)
    return Reply(meeting_record.draw(done.view))


def _read(bot: Bot, pressed: Submission) -> HoldMeeting:
    return HoldMeeting(
        meeting=number(pressed, "id"),
        seen=number(pressed, "version"),
        on=day(pressed, ON),
        attended=several(pressed, "attended"),
        views=several(pressed, "views"),
        absent_because=text_if_any(pressed, "absent_because", 500),
        next_on=day_if_any(pressed, NEXT_ON),
        next_time=time_if_any(pressed, NEXT_TIME),
        weeks=count_if_any(pressed, WEEKS, "week"),
        interval_reason=text_if_any(pressed, "interval_reason", 500),
        press=bot.press(pressed),
        siblings=several(pressed, "siblings"),
    )


VERBS = {"hold_meeting": Verb(handle, rights.HOLD_MEETING, form="open_hold_meeting")}
