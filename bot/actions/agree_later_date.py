"""`agree_later_date`: the chair agrees the later date asked for."""

from __future__ import annotations

from bot.actions.action_changes import make_change
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from permanence.panel.action_changes import AgreeLater
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The asking as answered."""
    return await make_change(bot, pressed, AgreeLater)


VERBS = {"agree_later_date": Verb(handle, rights.ANSWER_LATER_DATE)}
