"""`open_uploads`: the form that confirms uploads to the record."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.recording import upload_form
from permanence.people import rights
from usecases.recording.show_uploads import show_uploads


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The uploads of a sitting that still wait."""
    by, of, sitting = pressed.caller.oid, str(pressed.data.get("of", "")), number(pressed, "id")
    async with bot.house.store.read() as work:
        return Reply(upload_form.draw(await show_uploads(bot.house, work, by, of, sitting, (), bot.today())))


VERBS = {"open_uploads": Verb(handle, rights.CONFIRM_UPLOAD, writes=False)}
