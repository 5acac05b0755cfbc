"""`update_meeting_record`: plan, views and the procedure's lines, brought up to date for a planning meeting."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, several, text_if_any
from bot.meetings.meeting_forms import RECORD, part_of, parts_of, show_form
from cards.meetings import meeting_record
from cards.meetings.meeting_record_form import CONNECTED, LONG, NOT_KNOWN, NOTHING, SHORT
from permanence.codes import PLAN
from permanence.meetings.meeting import Record
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.meetings.show_meeting_forms import ANSWER, REASON
from usecases.meetings.update_meeting_record import UpdateMeetingRecord, update_meeting_record

MOST_LINES = 60


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The meeting with its record, or the form again with what was typed."""
    try:
        meeting, seen, connected = number(pressed, "id"), number(pressed, "version"), _connected(pressed)
        record, part, parts = _read(pressed), part_of(pressed), parts_of(pressed)
        asked = None if parts == 1 else _asked(pressed)
        command = UpdateMeetingRecord(
            meeting, seen, record, bot.press(pressed), "" if part else connected, asked, lines_only=part > 0
        )
        done = await update_meeting_record(bot.house, command)
    except Incomplete as no:
        return await show_form(bot, pressed, RECORD, no.sentence)
    if done.stale and done.view.state.to_come:
        # What was typed is not thrown away: it can be sent again for the record as it is now.
        return await show_form(bot, pressed, RECORD, done.view.line)
    if part + 1 < parts and not done.stale:
        return await show_form(bot, replace(pressed, data={**pressed.data, "part": part + 1}), RECORD)
    return Reply(meeting_record.draw(done.view))


def _asked(pressed: Submission) -> frozenset[str]:
    """The lines that this part of the record asked for; the others stay as they are."""
    return frozenset(name.removeprefix(ANSWER) for name in pressed.data if name.startswith(ANSWER))


def _read(pressed: Submission) -> Record:
    names = [name for name in pressed.data if name.startswith(ANSWER) and len(name) <= 120][:MOST_LINES]
    answers = {name.removeprefix(ANSWER): text_if_any(pressed, name, SHORT) for name in names}
    of_plan = [name for name in pressed.data if name.startswith(REASON) and len(name) <= 120][:MOST_LINES]
    reasons = {name.removeprefix(REASON): text_if_any(pressed, name, LONG) for name in of_plan}
    return Record(
        plan=_plan(pressed, "plan"),
        contingency=_plan(pressed, "contingency"),
        final=pressed.data.get("final") == "yes",
        discussed=text_if_any(pressed, "discussed", LONG),
        views_said=text_if_any(pressed, "views_said", LONG),
        views=several(pressed, "views"),
        answers={key: answer for key, answer in answers.items() if answer},
        reasons={rule: words for rule, words in reasons.items() if words},
        differing=text_if_any(pressed, "differing", SHORT),
        resolution=text_if_any(pressed, "resolution", SHORT),
        options=text_if_any(pressed, "options", SHORT),
    )


def _connected(pressed: Submission) -> str:
    chosen = str(pressed.data.get("connected") or NOT_KNOWN)
    if chosen not in dict(CONNECTED).values():
        raise Incomplete("Choose whether a connected person is an option from the list.")
    return "" if chosen == NOT_KNOWN else chosen


def _plan(pressed: Submission, name: str) -> str:
    chosen = str(pressed.data.get(name) or NOTHING)
    if chosen != NOTHING and chosen not in PLAN:
        raise Incomplete("Choose a plan from the list.")
    return "" if chosen == NOTHING else chosen


VERBS = {"update_meeting_record": Verb(handle, rights.UPDATE_MEETING, form="open_meeting_record")}
