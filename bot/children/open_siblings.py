"""`open_siblings`: the form that says who a child's siblings are."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.children import siblings_form
from permanence.people import rights
from usecases.children.keep_siblings import show_siblings_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form with those kept."""
    child, back = str(pressed.data.get("child", "")), str(pressed.data.get("back", ""))
    async with bot.house.store.read() as work:
        return Reply(siblings_form.draw(await show_siblings_form(bot.house, work, bot.press(pressed), child, back)))


VERBS = {"open_siblings": Verb(handle, rights.KEEP_SIBLINGS, writes=False)}
