"""`open_action`: an action out of a list, with the way back to the list."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.actions import action
from permanence.people import rights
from usecases.actions.show_action import open_action


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as it stands."""
    back = str(pressed.data.get("back", ""))
    view = await open_action(bot.house, pressed.caller.oid, number(pressed, "id"), bot.today(), back)
    return Reply(action.draw(view))


VERBS = {"open_action": Verb(handle, rights.SEE_ACTIONS, writes=False)}
