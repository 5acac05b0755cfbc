"""`why_line`: why a line of a digest is there."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.reminders.on_list import on_list
from cards.reminders import why_line
from permanence.people import rights
from usecases.reminders.explain_line import explain_line


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The arithmetic, the clause and the procedure's own sentence."""
    line = on_list(pressed)
    view = await explain_line(bot.house, line.reminder, line.of, bot.now())
    return Reply(why_line.draw(replace(view, page=line.page, fold=line.fold)))


VERBS = {"why_line": Verb(handle, rights.SEE_DIGEST, writes=False)}
