"""`make_permanence_channel`: an administrator chooses the channel the card is in."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.setup import greeting
from permanence.people import rights
from usecases.setup.set_permanence_channel import SetPermanenceChannel, set_permanence_channel


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The set-up as it stands after it."""
    command = SetPermanenceChannel(pressed.place.conversation_id, bot.press(pressed))
    return Reply(greeting.draw(await set_permanence_channel(bot.house, command)))


VERBS = {"make_permanence_channel": Verb(handle, rights.CHOOSE_CHANNEL)}
