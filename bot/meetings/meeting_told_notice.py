"""A planning meeting said not to have been held: told to who recorded it, who asked for it and whose child it is."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Cancel, Outcome, Post
from cards import told_of_change
from permanence.subject import read_numbered
from storage.outbox import Letter
from usecases.meetings.take_back_meeting import show_meeting_told


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The change, which stays as it was."""
    numbers = read_numbered(letter.subject_id)
    if numbers is None:
        return Cancel("no such change of a meeting is known")
    async with bot.house.store.read() as work:
        view = await show_meeting_told(bot.house, work, *numbers, letter.recipient)
    return Post(told_of_change.draw(view), "A planning meeting was not held after all", 1)


NOTICES: dict[str, Notice] = {"meeting_told": render}
