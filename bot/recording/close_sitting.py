"""`close_sitting`: all is recorded; the summary follows in the channel and the uploads fall due."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.recording import record
from permanence.people import rights
from usecases.recording.close_sitting import CloseSitting, close_sitting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The record as closed."""
    command = CloseSitting(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    return Reply(record.draw(await close_sitting(bot.house, command)))


VERBS = {"close_sitting": Verb(handle, rights.RECORD_SITTING, back="open_record")}
