"""`why_line`: why a line of a digest is there."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import why_line
from usecases.explain_line import explain_line


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The arithmetic, the clause and the procedure's own sentence."""
    of = str(pressed.data.get("of", ""))
    return Reply(why_line.draw(await explain_line(bot.house, number(pressed, "id"), of, bot.now())))
