"""`snooze_reminder`: be silent about a line of a digest until a day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, number
from cards.reminders import digest, snooze_form
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.reminders.snooze_reminder import SnoozeReminder, show_snooze_form, snooze_reminder


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The digest without the line; or the form again, with the day chosen and what is wrong with it."""
    reminder, of = number(pressed, "id"), str(pressed.data.get("of", ""))
    typed: date | None = None
    with suppress(ValueError):
        typed = date.fromisoformat(str(pressed.data.get("until", "")))
    try:
        command = SnoozeReminder(reminder, of, day(pressed, "until", "Choose a day."), bot.press(pressed))
        return Reply(digest.draw(await snooze_reminder(bot.house, command)))
    except Incomplete as no:
        form = await show_snooze_form(bot.house, pressed.caller.oid, reminder, of, bot.now(), typed, no.sentence)
        return Reply(snooze_form.draw(form))


VERBS = {"snooze_reminder": Verb(handle, rights.SNOOZE, form="open_snooze")}
