"""A reminder in the sitting's thread that mentions who has not answered the invitation."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards import told_of_change
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.invitations.show_reminder import show_reminder


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The reminder, unless everybody has answered meanwhile."""
    async with bot.house.store.read() as work:
        sitting, view = await show_reminder(bot.house, work, letter.subject_id)
    if view is None:
        return Cancel("everybody has answered meanwhile")
    follows = Subject.of("sitting", sitting.id)
    return Post(told_of_change.draw(view), "An answer to an invitation is asked for", 1, follows=follows)


NOTICES: dict[str, Notice] = {"invitation_reminder": render}
