"""An invitation in the channel, mentioning the manager, changed in place as it is answered."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.invitations import invitation
from permanence.subject import Subject
from storage.outbox import Letter
from usecases.invitations.show_invitation import show_invitation


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The invitation as it stands."""
    async with bot.house.store.read() as work:
        view = await show_invitation(bot.house, work, int(letter.subject_id))
    follows = Subject.of("sitting", view.sitting)
    return Post(invitation.draw(view), "An invitation to the permanence panel", view.version, follows=follows)


NOTICES: dict[str, Notice] = {"invitation": render}
