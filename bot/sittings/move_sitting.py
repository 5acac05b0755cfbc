"""`move_sitting`: a published sitting goes to another day or time."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.sittings.moving import move_as_typed
from cards.sittings import move_form, sitting
from cards.sittings.move_form import MoveFormView
from usecases.sittings.move_sitting import move_sitting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The sitting after it, or the form again."""
    view = await move_sitting(bot.house, move_as_typed(bot, pressed))
    return Reply(move_form.draw(view) if isinstance(view, MoveFormView) else sitting.draw(view))
