"""`choose_mornings`: mornings are posted in the channel, in people's own chats, or both."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.reminders import mornings_form
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.reminders.choose_mornings import ChooseMornings, choose_mornings, show_mornings_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form with what is chosen now, or with what is wrong."""
    of = str(pressed.data.get("of", ""))
    try:
        command = ChooseMornings(str(pressed.data.get("where", "")), of, bot.press(pressed))
        return Reply(mornings_form.draw(await choose_mornings(bot.house, command)))
    except Incomplete as no:
        form = await show_mornings_form(bot.house, pressed.caller.oid, of, bot.today(), no.sentence)
        return Reply(mornings_form.draw(form))


VERBS = {"choose_mornings": Verb(handle, rights.CHOOSE_MORNINGS, form="open_mornings")}
