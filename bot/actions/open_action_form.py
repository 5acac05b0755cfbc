"""The buttons of an action that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.actions.action_changes import show_form
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.people import rights

FORM_OF: Mapping[str, str] = {
    "open_progress_action": "progress_action",
    "open_block_action": "block_action",
    "open_reopen_action": "reopen_action",
    "open_ask_later_date": "ask_later_date",
    "open_refuse_later_date": "refuse_later_date",
    "open_reassign_action": "reassign_action",
    "open_take_back_reassignment": "take_back_reassignment",
    "open_correct_action": "correct_action",
    "open_cancel_action": "cancel_action",
}


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, FORM_OF[pressed.verb])


VERBS = {
    "open_progress_action": Verb(handle, rights.CHANGE_ACTION, writes=False),
    "open_block_action": Verb(handle, rights.CHANGE_ACTION, writes=False),
    "open_reopen_action": Verb(handle, rights.CHANGE_ACTION, writes=False),
    "open_ask_later_date": Verb(handle, rights.CHANGE_ACTION, writes=False),
    "open_refuse_later_date": Verb(handle, rights.ANSWER_LATER_DATE, writes=False),
    "open_reassign_action": Verb(handle, rights.CHANGE_ACTION, writes=False),
    "open_take_back_reassignment": Verb(handle, rights.CHANGE_ACTION, writes=False),
    "open_correct_action": Verb(handle, rights.MEND_ACTION, writes=False),
    "open_cancel_action": Verb(handle, rights.MEND_ACTION, writes=False),
}
