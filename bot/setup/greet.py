"""The bot was added somewhere: greet, once."""

from __future__ import annotations

from bot.engine.context import Bot, press_by
from bot.engine.messages import Installed, Reply
from bot.engine.places import kept_as
from usecases.setup.greet import greet


async def handle(bot: Bot, installed: Installed) -> Reply:
    """Nothing at once; the greeting is posted through the outbox."""
    press = press_by(installed.caller, f"installed:{installed.place.conversation_id}", bot.now())
    await greet(bot.house, kept_as(installed.place, installed.caller), press)
    return Reply()
