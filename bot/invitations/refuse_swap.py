"""`refuse_swap`: the slots stay as they are."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number
from cards.invitations import swap
from permanence.people import rights
from usecases.invitations.answer_swap import AnswerSwap, answer_swap


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The swap after it."""
    command = AnswerSwap(number(pressed, "id"), agreed=False, press=bot.press(pressed))
    return Reply(swap.draw(await answer_swap(bot.house, command)))


VERBS = {"refuse_swap": Verb(handle, rights.ANSWER_INVITATION)}
