"""`end_absence`: somebody is there again before their absence was to end."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.absences import away
from permanence.people import rights
from usecases.absences.end_absence import EndAbsence, end_absence


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Who is away after it."""
    command = EndAbsence(number(pressed, "id"), number(pressed, "version"), bot.press(pressed))
    return Reply(away.draw(await end_absence(bot.house, command)))


VERBS = {"end_absence": Verb(handle, rights.KEEP_ABSENCE)}
