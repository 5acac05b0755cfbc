"""A new procedure is ready: whose dates would move, before it takes effect."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards.procedure import procedure_change
from storage.outbox import Letter
from usecases.procedure.show_procedure_change import show_procedure_change


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The comparison as the caseload stands now."""
    async with bot.house.store.read() as work:
        view = await show_procedure_change(bot.house, work, letter.subject_id, bot.today())
    if view is None:
        return Cancel("this procedure is no longer offered")
    # A procedure has no row of its own to take a version from; the row that asks for an update serves.
    return Post(procedure_change.draw(view), "A new procedure is ready", version=letter.id)


NOTICES: dict[str, Notice] = {"procedure_change": render}
