"""`open_item`: one item of a sitting's record."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.recording import item_record
from permanence.people import rights
from usecases.recording.open_record import open_item


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The item with the page of its actions asked for."""
    page = number(pressed, "page") if "page" in pressed.data else 0
    view = await open_item(bot.house, pressed.caller.oid, number(pressed, "id"), bot.today(), page)
    return Reply(item_record.draw(view))


VERBS = {"open_item": Verb(handle, rights.RECORD_SITTING, writes=False)}
