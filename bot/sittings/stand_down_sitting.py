"""`stand_down_sitting`: a published sitting is not held."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.sittings.moving import move_as_typed
from cards.sittings import move_form, sitting
from cards.sittings.move_form import MoveFormView
from permanence.people import rights
from usecases.sittings.stand_down_sitting import StandDownSitting, stand_down_sitting


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The sitting after it, or the form again."""
    view = await stand_down_sitting(bot.house, StandDownSitting(move_as_typed(bot, pressed)))
    return Reply(move_form.draw(view) if isinstance(view, MoveFormView) else sitting.draw(view))


VERBS = {"stand_down_sitting": Verb(handle, rights.MOVE_SITTING, form="show_move_form")}
