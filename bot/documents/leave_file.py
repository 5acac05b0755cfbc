"""`leave_file`: the file offered is not wanted."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards import refusal
from cards.documents import file_words
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """That nothing was sent."""
    return Reply(refusal.draw(refusal.RefusalView(file_words.NOT_SENT)))


VERBS = {"leave_file": Verb(handle, rights.SEE_CHILDREN, writes=False)}
