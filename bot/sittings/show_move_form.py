"""`show_move_form`: the form to move a sitting or stand it down."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.sittings import move_form
from permanence.people import rights
from usecases.sittings.move_sitting import show_move_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return Reply(move_form.draw(await show_move_form(bot.house, number(pressed, "id"), bot.press(pressed))))


VERBS = {"show_move_form": Verb(handle, rights.MOVE_SITTING, writes=False)}
