"""The buttons of an action that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.actions.action_changes import show_form
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission

FORM_OF: Mapping[str, str] = {
    "open_progress_action": "progress_action",
    "open_block_action": "block_action",
    "open_reopen_action": "reopen_action",
    "open_ask_later_date": "ask_later_date",
    "open_refuse_later_date": "refuse_later_date",
    "open_reassign_action": "reassign_action",
}


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, FORM_OF[pressed.verb])
