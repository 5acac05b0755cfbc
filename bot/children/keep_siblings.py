"""`keep_siblings`: who a child's siblings in care are."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, text_if_any
from cards.children import child, siblings_form
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.children.keep_siblings import KeepSiblings, keep_siblings, show_siblings_form


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The child with its siblings, or the form again with what was typed."""
    ref, back = str(pressed.data.get("child", "")), str(pressed.data.get("back", ""))
    try:
        typed = text_if_any(pressed, "siblings", 300)
        command = KeepSiblings(ref, number(pressed, "version"), typed, bot.press(pressed), back)
        return Reply(child.draw(await keep_siblings(bot.house, command)))
    except Incomplete as no:
        again = str(pressed.data.get("siblings", ""))
        async with bot.house.store.read() as work:
            press = bot.press(pressed)
            form = await show_siblings_form(bot.house, work, press, ref, back, again, no.sentence)
        return Reply(siblings_form.draw(form))


VERBS = {"keep_siblings": Verb(handle, rights.KEEP_SIBLINGS, form="open_siblings")}
