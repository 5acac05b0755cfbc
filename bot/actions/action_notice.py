"""An action of the panel in the channel, changed in place as it goes on."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.actions import action
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.actions.show_action import show_action


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The action as it stands."""
    async with bot.house.store.read() as work:
        view = await show_action(bot.house, work, int(letter.subject_id), bot.today())
    follows = Subject.of("sitting", view.sitting) if view.sitting else None
    return Post(action.draw(view), action.kind_of(view), view.line_of.version, follows=follows)


NOTICES: dict[str, Notice] = {"action": render}
