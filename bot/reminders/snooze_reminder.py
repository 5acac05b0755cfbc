"""`snooze_reminder`: be silent about a line of a digest until a day."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, typed
from bot.reminders.on_list import on_list
from cards.reminders import digest, snooze_form
from cards.reminders.snooze_form import UNTIL
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.reminders.snooze_reminder import SnoozeReminder, show_snooze_form, snooze_reminder


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The digest without the line; or the form again, with the day chosen and what is wrong with it."""
    line = on_list(pressed)
    reminder, of = line.reminder, line.of
    given = typed(pressed, UNTIL.name).get(UNTIL.name, "")
    try:
        command = SnoozeReminder(reminder, of, day(pressed, UNTIL), bot.press(pressed), line.page, line.fold)
        return Reply(digest.draw(await snooze_reminder(bot.house, command)))
    except Incomplete as no:
        form = await show_snooze_form(bot.house, pressed.caller.oid, reminder, of, bot.now(), given, no.sentence)
        return Reply(snooze_form.draw(replace(form, page=line.page, fold=line.fold)))


VERBS = {"snooze_reminder": Verb(handle, rights.SNOOZE, form="open_snooze")}
