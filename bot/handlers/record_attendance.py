"""`record_attendance`: who attended a sitting and who sent apologies."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number, several
from cards import attendance_form, record
from permanence.refusals import Incomplete
from usecases.record_attendance import RecordAttendance, record_attendance, show_attendance_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The record with the attendance, or the form again."""
    sitting, attended, apologies = number(pressed, "id"), several(pressed, "attended"), several(pressed, "apologies")
    seen, press = number(pressed, "version"), bot.press(pressed)
    try:
        command = RecordAttendance(sitting, seen, attended, apologies, bot.today(), press)
        return Reply(record.draw(await record_attendance(bot.house, command)))
    except Incomplete as no:
        chosen = (",".join(attended), ",".join(apologies))
        async with bot.house.store.read() as work:
            form = await show_attendance_form(bot.house, work, sitting, *chosen, line=no.sentence)
        return Reply(attendance_form.draw(form))
