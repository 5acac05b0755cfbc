"""`import_preview`: what was previewed goes into the record."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.imports import import_preview as card
from permanence.people import rights
from usecases.imports.import_preview import ImportPreview, import_preview


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Written, or what it would change by now."""
    command = ImportPreview(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    return Reply(card.draw(await import_preview(bot.house, command)))


VERBS = {"import_preview": Verb(handle, rights.IMPORT)}
