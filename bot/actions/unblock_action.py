"""`unblock_action`: what was blocked can go on."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.panel.action_changes import Unblock
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as open again."""
    return await make_change(bot, pressed, Unblock)


VERBS = {"unblock_action": Verb(handle, rights.CHANGE_ACTION)}
