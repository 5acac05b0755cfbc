"""What is not being said, told in a person's own chat; the same card says when it is over."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.setup import unsaid
from storage import notes, posted_cards
from storage.outbox import Letter
from usecases.setup.show_unsaid import show_unsaid
from usecases.setup.tell_unsaid import TROUBLE


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The trouble as it stands; who never heard of it does not hear that it is over."""
    async with bot.house.store.read() as work:
        lasting = await notes.read(work, TROUBLE) == letter.subject_id
        view = await show_unsaid(work, bot.now()) if lasting else None
        shown = await posted_cards.shown(work, letter.subject, letter.recipient)
    if view is not None:
        return Post(unsaid.draw(view), "Permanence: messages are not getting through", version=1)
    if shown is None:
        return Cancel("it has been said meanwhile")
    over = unsaid.UnsaidView(0, letter.created_at, over=True)
    return Post(unsaid.draw(over), "Permanence: messages are getting through again", version=2)


NOTICES: dict[str, Notice] = {"unsaid": render}
