"""An answer that could not be posted when it was asked for, given in the thread it was asked in."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from storage import answers
from storage.outbox import Letter


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The card as it was drawn; nothing once it makes no sense any more."""
    async with bot.house.store.read() as work:
        kept = await answers.find(work, int(letter.subject_id))
    if kept is None:
        return Cancel("nobody waits for this answer any more")
    _, _, thread = kept.conversation_id.partition(";messageid=")
    return Post(kept.card, "The permanence bot has answered you.", thread=thread)


NOTICES: dict[str, Notice] = {"answer": render}
