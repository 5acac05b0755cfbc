"""`choose_who_is_away`: on from the question whose absence it is to the form for them."""

from __future__ import annotations

from bot.absences.away_forms import form
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form offers those who may stand in for the one chosen."""
    return await form(bot, pressed)


VERBS = {"choose_who_is_away": Verb(handle, rights.KEEP_ABSENCE, writes=False, form="open_away_form")}
