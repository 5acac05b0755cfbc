"""`clear_line`: what a line of a list asks for is done, accepted or uploaded."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text_if_any
from bot.reminders.on_list import on_list
from cards.reminders import digest, done_form
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.reminders.clear_line import ClearLine, clear_line, show_done_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The list without the line; or the form again, with the note and what is wrong with it."""
    line = on_list(pressed)
    try:
        command = ClearLine(line, bot.press(pressed), text_if_any(pressed, "note"))
    except Incomplete as no:
        typed = str(pressed.data.get("note", ""))
        return Reply(done_form.draw(await show_done_form(bot.house, line, bot.now(), typed, no.sentence)))
    return Reply(digest.draw(await clear_line(bot.house, command)))


VERBS = {"clear_line": Verb(handle, rights.SEE_DIGEST, form="open_done")}
