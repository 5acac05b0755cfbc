"""A later date asked for: the chair is mentioned in the channel, once, and the card then says how it ended."""

from __future__ import annotations

from bot.actions.action_changes import asking
from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.actions import later_date
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.actions.show_later_date import show_later_date


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The asking as it stands."""
    action_id, ask = asking(letter.subject_id)
    async with bot.house.store.read() as work:
        view = await show_later_date(bot.house, work, action_id, ask, bot.today())
    follows = Subject.of("sitting", view.sitting) if view.sitting else None
    return Post(later_date.draw(view), "A later date is asked for an action", view.line_of.version, follows=follows)


NOTICES: dict[str, Notice] = {"later_date": render}
