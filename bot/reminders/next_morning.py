"""`next morning`: on a machine where somebody tries the product alone, the next working-day morning comes."""

from __future__ import annotations

from bot.engine.clock import LocalClock, real_now
from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from cards.reminders import next_morning
from permanence.people import rights
from permanence.refusals import NotAllowed
from usecases.reminders.come_morning import ComeMorning, come_morning


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """What day it is now; the digests follow through the outbox."""
    clock = bot.now
    if not bot.local or not isinstance(clock, LocalClock):
        raise NotAllowed("The clock can be moved only where the product is tried out on one machine.")
    come = await come_morning(bot.house, ComeMorning(real_now(), bot.press(turn)))
    clock.move_to(come.now)
    return Reply(next_morning.draw(come.view))


VERBS = {"next_morning": Verb(handle, rights.MOVE_CLOCK)}
