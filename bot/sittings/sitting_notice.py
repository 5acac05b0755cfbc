"""A published sitting in the channel, changed in place as it is answered."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.sittings import sitting
from storage.outbox import Letter
from usecases.sittings.show_sitting import show_sitting


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The sitting as it stands."""
    async with bot.house.store.read() as work:
        view = await show_sitting(bot.house, work, int(letter.subject_id))
    return Post(sitting.draw(view), "A sitting of the permanence panel", view.version)


NOTICES: dict[str, Notice] = {"sitting": render}
