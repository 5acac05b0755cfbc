"""`refuse_later_date`: the chair keeps the date, and why."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import text
from cards.actions.action_update_form import FORMS
from permanence.panel.action_changes import RefuseLater
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The asking as answered, or the form again."""
    return await make_change(bot, pressed, lambda: RefuseLater(text(pressed, "text", FORMS[pressed.verb].missing)))


VERBS = {"refuse_later_date": Verb(handle, rights.ANSWER_LATER_DATE, form="open_refuse_later_date")}
