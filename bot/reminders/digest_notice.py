"""One person's list of a morning, in their own chat; nothing at all when all was done before it was said."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.reminders import digest
from storage import posted_cards
from storage.outbox import CHANNEL, Letter
from usecases.reminders.show_digest import show_digest


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The first page. One from before there was a post of the morning is in the channel, and stays as it is."""
    async with bot.house.store.read() as work:
        view = await show_digest(bot.house, work, letter.subject, bot.now())
        shown = letter.id == 0 or await posted_cards.shown(work, letter.subject, letter.recipient)
    if view.empty and not shown:
        return Cancel("everything on it was done or snoozed")
    version = 0 if letter.recipient == CHANNEL else int(letter.created_at.timestamp()) // 60
    return Post(digest.draw(view), "Permanence: something is to be done", version)


NOTICES: dict[str, Notice] = {"digest": render}
