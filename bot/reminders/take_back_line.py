"""`take_back_line`: what was just done from a list is taken back."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.reminders.on_list import on_list
from cards.reminders import digest
from permanence.people import rights
from usecases.reminders.clear_line import TakeBackLine, take_back_line


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The list with the line on it again."""
    return Reply(digest.draw(await take_back_line(bot.house, TakeBackLine(on_list(pressed), bot.press(pressed)))))


VERBS = {"take_back_line": Verb(handle, rights.SEE_DIGEST)}
