"""The summary of a sitting in the channel, changed in place as the uploads are confirmed."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.recording import summary
from permanence.panel.sitting import HELD
from permanence.subject import Subject
from storage.outbox import Letter
from storage.panel import sittings
from usecases.recording.show_summary import show_summary


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The summary as it stands."""
    async with bot.house.store.read() as work:
        sitting = await sittings.find(work, int(letter.subject_id))
        if sitting is None or sitting.state not in HELD:
            return Cancel("the sitting is not closed")
        view = await show_summary(bot.house, work, sitting.id, bot.today())
    follows = Subject.of("sitting", sitting.id)
    return Post(summary.draw(view), "The summary of a permanence panel", sitting.version, follows=follows)


NOTICES: dict[str, Notice] = {"summary": render}
