"""`open_done`: the form that says an action of a list is done."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.reminders.on_list import on_list
from cards.reminders import done_form
from permanence.people import rights
from usecases.reminders.clear_line import show_done_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The empty form."""
    return Reply(done_form.draw(await show_done_form(bot.house, on_list(pressed), bot.now())))


VERBS = {"open_done": Verb(handle, rights.SEE_DIGEST, writes=False)}
