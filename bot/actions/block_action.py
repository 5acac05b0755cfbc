"""`block_action`: it cannot go on, and why."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from cards.actions.action_update_form import FORMS
from permanence.panel.action_changes import Block
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as blocked, or the form again."""
    return await make_change(bot, pressed, lambda: Block(text(pressed, "text", FORMS[pressed.verb].missing)))


VERBS = {"block_action": Verb(handle, rights.CHANGE_ACTION, form="open_block_action")}
