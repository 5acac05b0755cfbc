"""`correct_action`: its words, its owner or its date were written down wrongly, and why."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, text
from cards.actions.action_update_form import DUE, FORMS, OWNER_MISSING, WORDS_MISSING
from permanence.panel.action_changes import Correct
from permanence.people import rights
from permanence.reasons import LONGEST_REASON


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action as it is now, or the form again."""
    return await make_change(bot, pressed, lambda: _read(pressed))


def _read(pressed: Submission) -> Correct:
    words = text(pressed, "words", WORDS_MISSING)
    owner = text(pressed, "owner", OWNER_MISSING, most=64)
    due = day(pressed, DUE)
    return Correct(text(pressed, "text", FORMS[pressed.verb].missing, LONGEST_REASON), words, owner, due)


VERBS = {"correct_action": Verb(handle, rights.MEND_ACTION, form="open_correct_action")}
