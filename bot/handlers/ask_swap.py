"""`ask_swap`: another manager is asked to exchange slots."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.typed import number, typed
from cards import invitation, swap_form
from cards.swap_form import SwapFormView
from usecases.ask_swap import AskSwap, ask_swap


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation, or the form again."""
    words = typed(pressed, "mine", "theirs")
    command = AskSwap(number(pressed, "id"), words.get("mine", ""), words.get("theirs", ""), bot.press(pressed))
    view = await ask_swap(bot.house, command)
    return Reply(swap_form.draw(view) if isinstance(view, SwapFormView) else invitation.draw(view))
