"""`leave_preview`: what was previewed is not imported."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.imports import import_preview as card
from permanence.people import rights
from usecases.imports.leave_preview import LeavePreview, leave_preview


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Nothing is written."""
    command = LeavePreview(number(pressed, "id"), bot.press(pressed))
    return Reply(card.draw(await leave_preview(bot.house, command)))


VERBS = {"leave_preview": Verb(handle, rights.IMPORT)}
