"""`show_past_sittings`: a page of the sittings that were held, newest first."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.sittings import past_sittings
from permanence.people import rights
from usecases.sittings.show_past_sittings import show_past_sittings


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The page asked for."""
    view = await show_past_sittings(bot.house, pressed.caller.oid, bot.today(), number(pressed, "page"))
    return Reply(past_sittings.draw(view))


VERBS = {"show_past_sittings": Verb(handle, rights.SEE_SITTING, writes=False)}
