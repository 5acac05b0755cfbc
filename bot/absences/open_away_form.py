"""`open_away_form`: the form that enters an absence; business support first says whose."""

from __future__ import annotations

from bot.absences.away_forms import form
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Nothing is typed in it yet."""
    return await form(bot, pressed)


VERBS = {"open_away_form": Verb(handle, rights.KEEP_ABSENCE, writes=False)}
