"""What stands where an invitation was before it was sent again: the way to the one that can be answered."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards import told_of_change
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.invitations.show_reminder import show_replaced


async def render(bot: Bot, letter: Letter) -> Outcome:
    """Who sent it again, and when."""
    async with bot.house.store.read() as work:
        sitting, view = await show_replaced(bot.house, work, letter.subject_id)
    follows = Subject.of("sitting", sitting.id)
    return Post(told_of_change.draw(view), "An invitation was sent again", 1, follows=follows)


NOTICES: dict[str, Notice] = {"replaced_invitation": render}
