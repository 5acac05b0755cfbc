"""`ask_later_date`: a later date is asked for, and the chair is asked in the channel."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import day, text
from cards.actions.action_update_form import FORMS, LATER
from permanence.panel.action_changes import AskLater
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The action with the date asked for, said back in words; or the form again."""
    return await make_change(bot, pressed, lambda: _read(pressed))


def _read(pressed: Submission) -> AskLater:
    due = day(pressed, LATER)
    return AskLater(due, text(pressed, "text", FORMS[pressed.verb].missing))


VERBS = {"ask_later_date": Verb(handle, rights.CHANGE_ACTION, form="open_ask_later_date")}
