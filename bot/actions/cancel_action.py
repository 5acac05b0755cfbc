"""`cancel_action`: it is not to be done at all, and why."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from cards.actions.action_update_form import FORMS
from permanence.panel.action_changes import Cancel
from permanence.people import rights
from permanence.reasons import LONGEST_REASON


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as cancelled, or the form again."""
    return await make_change(
        bot, pressed, lambda: Cancel(text(pressed, "text", FORMS[pressed.verb].missing, LONGEST_REASON))
    )


VERBS = {"cancel_action": Verb(handle, rights.MEND_ACTION, form="open_cancel_action")}
