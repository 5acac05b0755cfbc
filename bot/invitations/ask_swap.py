"""`ask_swap`: another manager is asked to exchange slots."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, typed
from cards.invitations import invitation, swap_form
from cards.invitations.swap_form import SwapFormView
from permanence.people import rights
from usecases.invitations.ask_swap import AskSwap, ask_swap


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The invitation, or the form again."""
    words = typed(pressed, "mine", "theirs")
    command = AskSwap(number(pressed, "id"), words.get("mine", ""), words.get("theirs", ""), bot.press(pressed))
    view = await ask_swap(bot.house, command)
    return Reply(swap_form.draw(view) if isinstance(view, SwapFormView) else invitation.draw(view))


VERBS = {"ask_swap": Verb(handle, rights.ANSWER_INVITATION, form="show_swap_form")}
