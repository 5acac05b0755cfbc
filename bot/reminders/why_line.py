"""`why_line`: why a line of a digest is there."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.reminders import why_line
from permanence.people import rights
from usecases.reminders.explain_line import explain_line


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The arithmetic, the clause and the procedure's own sentence."""
    of = str(pressed.data.get("of", ""))
    return Reply(why_line.draw(await explain_line(bot.house, number(pressed, "id"), of, bot.now())))


VERBS = {"why_line": Verb(handle, rights.SEE_DIGEST, writes=False)}
