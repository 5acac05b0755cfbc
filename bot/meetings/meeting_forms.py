"""The forms of a planning meeting: which meeting a press is about, and its form with what was typed."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, typed
from cards.meetings import meeting_form, meeting_held_form, meeting_record_form
from usecases.meetings.child_meeting import About
from usecases.meetings.show_meeting_forms import (
    ANSWER,
    REASON,
    MeetingFormAsked,
    show_held_form,
    show_meeting_form,
    show_record_form,
)

RECORD, HELD = "update_meeting_record", "hold_meeting"
SHORT = ("reason", "on", "time", "text", "owner", "due")
OF_HELD = ("on", "attended", "views", "absent_because", "next_on", "next_time", "weeks", "interval_reason", "siblings")
OF_RECORD = (
    "plan",
    "contingency",
    "final",
    "discussed",
    "views_said",
    "views",
    "differing",
    "resolution",
    "options",
    "connected",
)


def about(pressed: Submission) -> About:
    """The meeting of the button's id, or the child and kind it names."""
    given = pressed.data
    meeting = number(pressed, "id") if given.get("id") else 0
    return About(str(given.get("child", "")), str(given.get("kind", "")), meeting)


def part_of(pressed: Submission) -> int:
    """Which part of a record asked for on several cards; the first where it is asked for on one."""
    return number(pressed, "part") if "part" in pressed.data else 0


def parts_of(pressed: Submission) -> int:
    """On how many cards the record is asked for."""
    return number(pressed, "parts") if "parts" in pressed.data else 1


async def show_form(bot: Bot, pressed: Submission, verb: str, line: str = "") -> Reply:
    """The form of a verb; what is typed in it is kept, so that nothing is typed twice."""
    press, today = bot.press(pressed), bot.today()
    answers = tuple(name for name in pressed.data if name.startswith((ANSWER, REASON)))
    names = {RECORD: (*OF_RECORD, *answers), HELD: OF_HELD}.get(verb, SHORT)
    given = typed(pressed, *names) if line else {}
    asked = MeetingFormAsked(verb, about(pressed), given, line, part_of(pressed), parts_of(pressed))
    async with bot.house.store.read() as work:
        match verb:
            case "update_meeting_record":
                return Reply(meeting_record_form.draw(await show_record_form(bot.house, work, press, asked, today)))
            case "hold_meeting":
                return Reply(meeting_held_form.draw(await show_held_form(bot.house, work, press, asked, today)))
            case _:
                return Reply(meeting_form.draw(await show_meeting_form(bot.house, work, press, asked, today)))
