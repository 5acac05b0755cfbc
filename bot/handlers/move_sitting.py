"""`move_sitting`: a published sitting goes to another day or time."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.moving import move_as_typed
from cards import move_form, sitting
from cards.move_form import MoveFormView
from usecases.move_sitting import move_sitting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The sitting after it, or the form again."""
    view = await move_sitting(bot.house, move_as_typed(bot, pressed))
    return Reply(move_form.draw(view) if isinstance(view, MoveFormView) else sitting.draw(view))
