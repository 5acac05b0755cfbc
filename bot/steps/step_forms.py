"""The forms of a child's steps, with what was typed in them kept."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import typed
from cards.steps import fact_form, step_form
from usecases.steps.show_step_forms import StepFormAsked, show_fact_form, show_step_form

STEP, FACT = "record_step", "record_fact"
INPUTS = ("way", "on", "note", "what", "filing")
LONGEST = 200  # a step's own name, as its button carries it


def child_of(pressed: Submission) -> str:
    """The child the button names."""
    return str(pressed.data.get("child", ""))


def step_of(pressed: Submission) -> str:
    """The step the button names."""
    return str(pressed.data.get("step", ""))[:LONGEST]


async def show_form(bot: Bot, pressed: Submission, verb: str, line: str = "") -> Reply:
    """The form of a verb, anew or with what was wrong."""
    asked = StepFormAsked(child_of(pressed), step_of(pressed), 0, typed(pressed, *INPUTS) if line else {}, line)
    press, today = bot.press(pressed), bot.today()
    async with bot.house.store.read() as work:
        match verb:
            case "record_step":
                return Reply(step_form.draw(await show_step_form(bot.house, work, press, asked, today)))
            case _:
                return Reply(fact_form.draw(await show_fact_form(bot.house, work, press, asked, today)))
