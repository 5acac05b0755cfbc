"""`record_fact`: the date for final evidence became known, permanence was achieved, or a milestone was reached."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, day_if_any, text, text_if_any
from bot.steps.step_forms import FACT, child_of, show_form
from cards.steps import steps
from cards.steps.fact_form import FILING, ON, WHAT_MISSING
from permanence.people import rights
from permanence.refusals import Incomplete
from permanence.steps.steps import MOST_NOTE
from usecases.steps.record_fact import RecordFact, record_fact


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The steps that follow from it, or the form again with what was typed."""
    try:
        command = RecordFact(
            child=child_of(pressed),
            what=text(pressed, "what", WHAT_MISSING, 64),
            on=day(pressed, ON),
            filing=day_if_any(pressed, FILING),
            note=text_if_any(pressed, "note", MOST_NOTE),
            press=bot.press(pressed),
        )
        return Reply(steps.draw(await record_fact(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, FACT, no.sentence)


VERBS = {"record_fact": Verb(handle, rights.RECORD_FACT, form="open_record_fact")}
