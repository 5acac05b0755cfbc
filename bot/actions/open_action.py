"""`open_action`: an action out of a list, with the way back to the list."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.actions import action
from usecases.actions.show_action import show_action


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as it stands."""
    back = str(pressed.data.get("back", ""))
    async with bot.house.store.read() as work:
        return Reply(action.draw(await show_action(bot.house, work, number(pressed, "id"), bot.today(), back=back)))
