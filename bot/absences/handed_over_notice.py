"""What changed hands because somebody is away or back: said in the channel once, mentioning whom it concerns."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.absences import handed_over
from storage.outbox import Letter
from usecases.absences.show_handed_over import show_handed_over


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The change, which stays as it was."""
    async with bot.house.store.read() as work:
        view = await show_handed_over(bot.house, work, letter.subject_id)
    return Post(handed_over.draw(view), "Presenters have changed", 1)


NOTICES: dict[str, Notice] = {"handed_over": render}
