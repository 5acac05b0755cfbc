"""The greeting of a channel, kept up to date as it is set up."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.setup import greeting
from permanence.deeds import Verb
from storage import history
from storage.outbox import Letter
from usecases.setup.show_setup import show_setup

SETTING_UP: tuple[Verb, ...] = (
    *("set_permanence_channel", "import_caseload", "import_people"),
    *("confirm_conflict", "adopt_procedure"),
)


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The set-up as it stands. Each thing done to it makes the card shown an older version."""
    async with bot.house.store.read() as work:
        view = await show_setup(bot.house, work, letter.subject_id)
        version = 1 + await history.how_many(work, SETTING_UP)
    return Post(greeting.draw(view), "Permanence is ready to be set up", version)


NOTICES: dict[str, Notice] = {"greeting": render}
