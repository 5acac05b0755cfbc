"""`open_snooze`: the form that snoozes a line of a digest."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.reminders import snooze_form
from permanence.people import rights
from usecases.reminders.snooze_reminder import show_snooze_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The empty form."""
    of = str(pressed.data.get("of", ""))
    return Reply(
        snooze_form.draw(await show_snooze_form(bot.house, pressed.caller.oid, number(pressed, "id"), of, bot.now()))
    )


VERBS = {"open_snooze": Verb(handle, rights.SNOOZE, writes=False)}
