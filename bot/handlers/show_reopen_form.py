"""`show_reopen_form`: the form to correct the record of a closed sitting."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import reopen_form
from usecases.reopen_sitting import show_reopen_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return Reply(reopen_form.draw(await show_reopen_form(bot.house, pressed.caller.oid, number(pressed, "id"))))
