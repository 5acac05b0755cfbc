"""`record_attendance`: who attended a sitting and who sent apologies."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, several, text_if_any, typed
from cards.recording import attendance_form, record
from cards.recording.attendance_form import WHY
from permanence.panel.seats import Present
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.recording.record_attendance import RecordAttendance, record_attendance, show_attendance_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The record with the attendance, or the form again."""
    sitting, seen, press = number(pressed, "id"), number(pressed, "version"), bot.press(pressed)
    try:
        command = RecordAttendance(sitting, seen, _read(pressed), press)
        return Reply(record.draw(await record_attendance(bot.house, command)))
    except Incomplete as no:
        async with bot.house.store.read() as work:
            form = await show_attendance_form(bot.house, work, sitting, _as_typed(pressed), no.sentence)
        return Reply(attendance_form.draw(form))


def _read(pressed: Submission) -> Present:
    asked = [name for name in pressed.data if name.startswith(WHY)]
    reasons = {name.removeprefix(WHY): text_if_any(pressed, name, 500) for name in asked}
    return Present(
        attended=several(pressed, "attended"),
        apologies=several(pressed, "apologies"),
        views=several(pressed, "views"),
        reasons={seat: why for seat, why in reasons.items() if why},
        instead=text_if_any(pressed, "instead", 300),
    )


def _as_typed(pressed: Submission) -> Present:
    """To be shown again, whatever is wrong with it."""
    given = typed(pressed, "instead", *(name for name in pressed.data if name.startswith(WHY)))
    return Present(
        attended=several(pressed, "attended"),
        apologies=several(pressed, "apologies"),
        views=several(pressed, "views"),
        reasons={name.removeprefix(WHY): why for name, why in given.items() if name.startswith(WHY)},
        instead=given.get("instead", ""),
    )


VERBS = {"record_attendance": Verb(handle, rights.RECORD_SITTING, form="open_attendance")}
