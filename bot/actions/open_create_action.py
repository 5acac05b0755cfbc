"""Opens the dialog that makes an action of the message it was chosen on."""

from __future__ import annotations

from bot.actions.creating import TITLE
from bot.engine.context import Bot
from bot.engine.messages import Dialog, DialogAsked, Reply
from bot.engine.typed import MOST
from cards.actions import create_action_form
from permanence.action import FromMessage
from permanence.refusals import NotFound
from usecases.actions.show_create_action_form import CreateFormAsked, show_create_action_form

ON_A_MESSAGE = "This is opened on a message: point at it, then choose Create an action among its actions."


async def handle(bot: Bot, asked: DialogAsked) -> Reply:
    """The form, with the message's words as the action's."""
    message = asked.about
    if message is None:
        raise NotFound(ON_A_MESSAGE)
    text = message.text
    cut = len(text) > MOST
    if cut:
        text = text[:MOST].rsplit(maxsplit=1)[0]
    form = CreateFormAsked(
        caller=asked.caller.oid,
        today=bot.today(),
        message=FromMessage(message.id, message.at),
        thread=message.thread,
        words=message.text,
        typed={"text": text} if text else {},
        cut=cut,
    )
    async with bot.house.store.read() as work:
        return Dialog(create_action_form.draw(await show_create_action_form(bot.house, work, form)), TITLE)
