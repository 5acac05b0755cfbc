"""A published sitting moved or stood down: said in the channel once, mentioning whom it concerns."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.sittings import sitting_change
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.sittings.show_sitting_change import show_sitting_change


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The change, which stays as it was."""
    async with bot.house.store.read() as work:
        view = await show_sitting_change(bot.house, work, letter.subject_id)
    follows = Subject.of("sitting", view.sitting)
    return Post(sitting_change.draw(view), "A sitting of the permanence panel was changed", 1, follows=follows)


NOTICES: dict[str, Notice] = {"sitting_change": render}
