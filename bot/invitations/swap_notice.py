"""An exchange of slots in the channel, mentioning the manager asked, changed in place when it is answered."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.invitations import swap
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.invitations.show_swap import show_swap


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The swap as it stands."""
    async with bot.house.store.read() as work:
        view = await show_swap(work, int(letter.subject_id))
    follows = Subject.of("sitting", view.sitting)
    return Post(swap.draw(view), "Two managers may exchange slots of the panel", view.version, follows=follows)


NOTICES: dict[str, Notice] = {"swap": render}
