"""`open_snooze`: the form that snoozes a line of a digest."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.reminders.on_list import on_list
from cards.reminders import snooze_form
from permanence.people import rights
from usecases.reminders.snooze_reminder import show_snooze_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The empty form."""
    line = on_list(pressed)
    form = await show_snooze_form(bot.house, pressed.caller.oid, line.reminder, line.of, bot.now())
    return Reply(snooze_form.draw(replace(form, page=line.page, fold=line.fold)))


VERBS = {"open_snooze": Verb(handle, rights.SNOOZE, writes=False)}
