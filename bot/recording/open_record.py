"""`open_record`: a sitting's record, from a card."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.recording import record
from permanence.people import rights
from usecases.recording.open_record import open_record


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The page asked for."""
    page = number(pressed, "page") if "page" in pressed.data else 0
    view = await open_record(bot.house, pressed.caller.oid, bot.today(), number(pressed, "id"), page)
    return Reply(record.draw(view))


VERBS = {"open_record": Verb(handle, rights.RECORD_SITTING, writes=False)}
