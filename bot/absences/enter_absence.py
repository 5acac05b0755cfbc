"""`enter_absence`: somebody is away, and who stands in."""

from __future__ import annotations

from bot.absences.away_forms import form
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, text, text_if_any, typed
from cards.absences import away
from cards.absences.away_form import DEPUTY_MISSING, STARTS, UNTIL
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.absences.enter_absence import EnterAbsence, enter_absence

INPUTS = ("starts", "until", "deputy")


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """Who is away with what was entered, or the form again with what was typed."""
    try:
        return Reply(away.draw(await enter_absence(bot.house, _read(bot, pressed))))
    except Incomplete as no:
        return await form(bot, pressed, typed(pressed, *INPUTS), no.sentence)


def _read(bot: Bot, pressed: Submission) -> EnterAbsence:
    return EnterAbsence(
        person=text_if_any(pressed, "person", 64) or pressed.caller.oid,
        starts=day(pressed, STARTS),
        until=day(pressed, UNTIL),
        deputy=text(pressed, "deputy", DEPUTY_MISSING, 64),
        press=bot.press(pressed),
    )


VERBS = {"enter_absence": Verb(handle, rights.KEEP_ABSENCE, form="open_away_form")}
