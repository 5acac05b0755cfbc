"""`reminders`, and the pages of its list: what is coming for the one who asks."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from bot.engine.typed import number
from cards.reminders import reminders
from permanence.people import rights
from usecases.reminders.list_reminders import list_reminders


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The list as it stands, from the beginning or the page asked for."""
    page = number(turn, "page") if isinstance(turn, Submission) else 0
    return Reply(reminders.draw(await list_reminders(bot.house, turn.caller.oid, bot.now(), page)))


VERBS = {"show_reminders": Verb(handle, rights.SEE_REMINDERS, writes=False)}
