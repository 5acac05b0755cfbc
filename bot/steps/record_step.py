"""`record_step`: a step of the procedure was done, on a day, with its note."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, text_if_any
from bot.steps.step_forms import STEP, child_of, show_form, step_of
from cards.steps import steps
from cards.steps.step_form import ON
from permanence.people import rights
from permanence.refusals import Incomplete
from permanence.steps.steps import MOST_NOTE
from usecases.steps.record_step import RecordStep, record_step


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The steps with what was recorded, or the form again with what was typed."""
    try:
        command = RecordStep(
            child=child_of(pressed),
            step=step_of(pressed),
            way=text_if_any(pressed, "way", 64),
            on=day(pressed, ON),
            note=text_if_any(pressed, "note", MOST_NOTE),
            press=bot.press(pressed),
        )
        return Reply(steps.draw(await record_step(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, STEP, no.sentence)


VERBS = {"record_step": Verb(handle, rights.RECORD_STEP, form="open_record_step")}
