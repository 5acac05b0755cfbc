"""A morning's digest: what is still to be done when its turn comes; nothing at all when all was done."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.reminders import digest
from storage.outbox import Letter
from usecases.reminders.show_digest import show_digest


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The first page. It is posted once and not updated: what is done later shows on the cards of the things."""
    async with bot.house.store.read() as work:
        view = await show_digest(bot.house, work, letter.subject, bot.now())
    if not view.total:
        return Cancel("everything on it was done or snoozed")
    return Post(digest.draw(view), "Permanence: something is to be done")


NOTICES: dict[str, Notice] = {"digest": render}
