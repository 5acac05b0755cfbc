"""The one post of a morning in the channel; nothing at all when all was done before it was said."""

from __future__ import annotations

from datetime import date

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.reminders import morning
from storage import posted_cards
from storage.outbox import Letter
from usecases.reminders.show_morning import show_morning


async def render(bot: Bot, letter: Letter) -> Outcome:
    """Drawn anew as things are done, so that nothing stands there that is settled."""
    async with bot.house.store.read() as work:
        view = await show_morning(bot.house, work, date.fromisoformat(letter.subject_id), bot.now())
        shown = letter.id == 0 or await posted_cards.shown(work, letter.subject, letter.recipient)
    if not view.lines and not shown:
        return Cancel("everything on it was done or snoozed, or is said in people's own chats")
    version = int(letter.created_at.timestamp()) // 60
    return Post(morning.draw(view), "Permanence: what is due this morning", version)


NOTICES: dict[str, Notice] = {"morning": render}
