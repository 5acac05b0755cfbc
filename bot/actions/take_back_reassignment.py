"""`take_back_reassignment`: it was handed over by mistake, and why."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from cards.actions.action_update_form import FORMS
from permanence.panel.action_changes import TakeBackReassignment
from permanence.people import rights
from permanence.reasons import LONGEST_REASON


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action with whoever had it before, or the form again."""
    return await make_change(
        bot, pressed, lambda: TakeBackReassignment(text(pressed, "text", FORMS[pressed.verb].missing, LONGEST_REASON))
    )


VERBS = {"take_back_reassignment": Verb(handle, rights.CHANGE_ACTION, form="open_take_back_reassignment")}
