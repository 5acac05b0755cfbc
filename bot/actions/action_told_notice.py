"""An action handed over, corrected or cancelled: told to its owner, in their own chat or mentioned in the channel."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards import told_of_change
from permanence.subject import read_numbered
from storage.outbox import Letter
from usecases.actions.show_action_told import show_action_told


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The change, which stays as it was, with the action as it stands."""
    numbers = read_numbered(letter.subject_id)
    if numbers is None:
        return Cancel("no such change of an action is known")
    async with bot.house.store.read() as work:
        view = await show_action_told(bot.house, work, *numbers, letter.recipient, bot.today())
    return Post(told_of_change.draw(view), "An action of yours has changed", 1)


NOTICES: dict[str, Notice] = {"action_told": render}
