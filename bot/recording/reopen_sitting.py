"""`reopen_sitting`: a closed sitting is opened again to correct its record."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, text, typed
from cards.recording import record, reopen_form
from cards.recording.reopen_form import REASON_MISSING
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.recording.reopen_sitting import ReopenSitting, reopen_sitting, show_reopen_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The record, open again; or the form again with what was typed."""
    sitting = number(pressed, "id")
    try:
        reason = text(pressed, "reason", REASON_MISSING)
        command = ReopenSitting(sitting, number(pressed, "version"), reason, bot.press(pressed))
        return Reply(record.draw(await reopen_sitting(bot.house, command)))
    except Incomplete as no:
        words = typed(pressed, "reason").get("reason", "")
        form = await show_reopen_form(bot.house, pressed.caller.oid, sitting, words, no.sentence)
        return Reply(reopen_form.draw(form))


VERBS = {"reopen_sitting": Verb(handle, rights.RECORD_SITTING, form="show_reopen_form")}
