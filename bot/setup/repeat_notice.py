"""A card that is in a conversation twice: its repeat is taken down."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, TakeDown
from storage.outbox import Letter


async def render(bot: Bot, letter: Letter) -> Outcome:
    """Which message it is, and in which thread."""
    thread, _, activity_id = letter.subject_id.partition("/")
    return TakeDown(activity_id, thread)


NOTICES: dict[str, Notice] = {"repeat": render}
