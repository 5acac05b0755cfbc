"""The buttons of a child's steps that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.steps.step_forms import show_form
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, pressed.verb.removeprefix("open_"))


VERBS = {
    "open_record_step": Verb(handle, rights.RECORD_STEP, writes=False),
    "open_record_fact": Verb(handle, rights.RECORD_FACT, writes=False),
}
