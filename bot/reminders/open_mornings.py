"""`open_mornings`: the form in which an administrator chooses where mornings are posted."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.reminders import mornings_form
from permanence.people import rights
from usecases.reminders.choose_mornings import show_mornings_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """What is chosen now."""
    of = str(pressed.data.get("of", ""))
    return Reply(mornings_form.draw(await show_mornings_form(bot.house, pressed.caller.oid, of, bot.today())))


VERBS = {"open_mornings": Verb(handle, rights.CHOOSE_MORNINGS, writes=False)}
