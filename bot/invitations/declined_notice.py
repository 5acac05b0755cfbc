"""Slots given up: business support is mentioned in the channel and offered the next child in line."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.invitations import declined
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.invitations.show_declined import show_declined


async def render(bot: Bot, letter: Letter) -> Outcome:
    """What was given up and what became of it."""
    async with bot.house.store.read() as work:
        view = await show_declined(bot.house, work, int(letter.subject_id), bot.today())
    follows = Subject.of("sitting", view.sitting)
    return Post(declined.draw(view), "A slot of the permanence panel was given up", view.version, follows=follows)


NOTICES: dict[str, Notice] = {"declined": render}
