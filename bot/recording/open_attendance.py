"""`open_attendance`: the form of who attended; before the day, the record, which says from when."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.recording import attendance_form
from permanence.people import rights
from usecases.recording.record_attendance import form_to_record


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form with what is recorded so far."""
    async with bot.house.store.read() as work:
        return Reply(attendance_form.draw(await form_to_record(bot.house, work, number(pressed, "id"), bot.today())))


VERBS = {"open_attendance": Verb(handle, rights.RECORD_SITTING, writes=False, back="open_record")}
