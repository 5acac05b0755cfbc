"""`reassign_action`: somebody else is to do it."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from permanence.panel.action_changes import Reassign
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action with its new owner, or the form again."""
    return await make_change(
        bot, pressed, lambda: Reassign(text(pressed, "owner", "Choose who is to do it.", most=64), name="")
    )


VERBS = {"reassign_action": Verb(handle, rights.CHANGE_ACTION, form="open_reassign_action")}
