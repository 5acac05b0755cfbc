"""`show_reopen_form`: the form to correct the record of a closed sitting."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.recording import reopen_form
from permanence.people import rights
from usecases.recording.reopen_sitting import show_reopen_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return Reply(reopen_form.draw(await show_reopen_form(bot.house, pressed.caller.oid, number(pressed, "id"))))


VERBS = {"show_reopen_form": Verb(handle, rights.RECORD_SITTING, writes=False)}
