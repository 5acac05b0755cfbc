"""`open_uploads`: the form that confirms uploads to the record."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import upload_form
from usecases.show_uploads import show_uploads


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The uploads of a sitting that still wait."""
    of, sitting = str(pressed.data.get("of", "")), number(pressed, "id")
    async with bot.house.store.read() as work:
        return Reply(upload_form.draw(await show_uploads(bot.house, work, of, sitting, (), bot.today())))
