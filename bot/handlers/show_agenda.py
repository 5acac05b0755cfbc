"""`show_agenda`: back from the form to the draft as it stands."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number
from cards import agenda
from usecases.show_agenda import show_draft


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The draft."""
    return Reply(agenda.draw(await show_draft(bot.house, number(pressed, "id"), pressed.caller.oid, bot.today())))
