"""What failed for good, told to people: posted when something fails after a time of nothing, then kept up to date."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.setup import failed
from storage.outbox import Letter
from usecases.setup.show_failed import show_failed


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The list; nothing when all was sent again by now."""
    async with bot.house.store.read() as work:
        view = await show_failed(work)
    if not view.total:
        return Cancel("nothing is left that failed")
    return Post(failed.draw(view), "Permanence: a message could not be sent", version=letter.id)


NOTICES: dict[str, Notice] = {"failed": render}
