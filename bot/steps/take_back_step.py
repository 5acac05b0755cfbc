"""`take_back_step`: what was recorded for a child by mistake is withdrawn, with the reason."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Card, Reply, Submission
from bot.engine.typed import AskedWhy, ask_why, number, take_back
from bot.steps.step_forms import child_of
from cards.steps import steps
from cards.take_back_form import TakeBackForm
from permanence.people import rights
from usecases.steps.show_step_forms import StepFormAsked, show_take_back_form
from usecases.steps.take_back_step import TakeBackStep, take_back_step


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The steps without it, or the form; it is opened by a verb of its own."""
    asked = _form(bot, pressed)
    if pressed.verb == "open_take_back_step":
        return await ask_why(asked)

    async def done(reason: str) -> Card:
        command = TakeBackStep(child_of(pressed), number(pressed, "event"), reason, bot.press(pressed))
        return steps.draw(await take_back_step(bot.house, command))

    return await take_back(pressed, asked, done)


def _form(bot: Bot, pressed: Submission) -> AskedWhy:
    async def asked(typed: Mapping[str, str], line: str) -> TakeBackForm:
        its = StepFormAsked(child_of(pressed), "", number(pressed, "event"), typed, line)
        async with bot.house.store.read() as work:
            return await show_take_back_form(bot.house, work, bot.press(pressed), its)

    return asked


VERBS = {
    "open_take_back_step": Verb(handle, rights.TAKE_BACK_STEP, writes=False),
    "take_back_step": Verb(handle, rights.TAKE_BACK_STEP, form="open_take_back_step"),
}
