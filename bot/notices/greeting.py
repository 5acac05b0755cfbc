"""The greeting of a channel, kept up to date as it is set up."""

from __future__ import annotations

from bot.context import Bot
from bot.outcomes import Outcome, Post
from cards import greeting
from storage.outbox import Letter
from usecases.show_setup import show_setup


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The set-up as it stands."""
    async with bot.house.store.read() as work:
        view = await show_setup(bot.house, work, letter.subject_id)
    version = 1 + int(view.is_this_channel) + int(bool(view.people)) + int(bool(view.children))
    return Post(greeting.draw(view), "Permanence is ready to be set up", version)
