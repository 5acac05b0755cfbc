"""`show_move_form`: the form to move a sitting or stand it down."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import move_form
from usecases.move_sitting import show_move_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return Reply(move_form.draw(await show_move_form(bot.house, number(pressed, "id"), bot.press(pressed))))
