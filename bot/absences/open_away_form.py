"""`open_away_form`: the form that enters an absence."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.absences import away_form
from permanence.people import rights
from usecases.absences.show_away import show_away_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Nothing is typed in it yet."""
    async with bot.house.store.read() as work:
        return Reply(away_form.draw(await show_away_form(bot.house, work, pressed.caller.oid, bot.today())))


VERBS = {"open_away_form": Verb(handle, rights.KEEP_ABSENCE, writes=False)}
