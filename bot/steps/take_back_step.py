"""`take_back_step`: what was recorded by mistake is withdrawn, with the reason."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, text
from bot.steps.step_forms import TAKE_BACK, child_of, show_form
from cards.steps import steps
from cards.steps.take_back_form import REASON_MISSING
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.steps.take_back_step import TakeBackStep, take_back_step


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The steps without it, or the form again."""
    try:
        event, reason = number(pressed, "event"), text(pressed, "reason", REASON_MISSING, 500)
        command = TakeBackStep(child_of(pressed), event, reason, bot.press(pressed))
        return Reply(steps.draw(await take_back_step(bot.house, command)))
    except Incomplete as no:
        return await show_form(bot, pressed, TAKE_BACK, no.sentence)


VERBS = {"take_back_step": Verb(handle, rights.TAKE_BACK_STEP, form="open_take_back_step")}
