"""`open_from_list`: the thing a line of a list is about, with the way back to the list at the same page."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.kept_words import with_way_back
from bot.engine.messages import Reply, Submission
from cards.parts import way_back
from permanence.people import rights
from permanence.subject import Subject
from usecases.operator import who_is


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The card as its own button would show it."""
    about = Subject.parse(pressed.data.get("card"))
    match about.kind:
        case "child":
            verb, data = "show_child", {"child": about.id}
        case "steps":
            verb, data = "show_steps", {"child": about.id}
        case _:
            verb, data = "show_again", {"of": str(about)}
    shows = bot.contents.verbs[verb]
    if not shows.right.for_anybody:
        async with bot.house.store.read() as work:
            rights.require(await who_is(bot.house, work, pressed.caller.oid, bot.today()), shows.right)
    where = {name: pressed.data[name] for name in ("of", "page", "fold") if name in pressed.data}
    shown = await shows.handle(bot, replace(pressed, verb=verb, data=data))
    return with_way_back(shown, replace(pressed, data=way_back("show_digest_page", where)))


VERBS = {"open_from_list": Verb(handle, rights.SEE_DIGEST, writes=False)}
