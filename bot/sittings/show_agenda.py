"""`show_agenda`: back from the form to the draft as it stands."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.sittings import agenda
from permanence.people import rights
from usecases.sittings.show_agenda import show_draft


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The draft."""
    return Reply(agenda.draw(await show_draft(bot.house, number(pressed, "id"), pressed.caller.oid, bot.today())))


VERBS = {"show_agenda": Verb(handle, rights.SEE_DRAFT, writes=False)}
