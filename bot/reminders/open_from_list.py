"""`open_from_list`: the thing a line of a list is about, with the way back to the list at the same page."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.elements import as_json
from cards.parts import leaving
from permanence.people import rights
from permanence.subject import Subject
from usecases.operator import who_is

MOST = 6  # buttons in a row


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
    card = (await shows.handle(bot, replace(pressed, verb=verb, data=data))).card
    if card is None:
        return Reply()
    where = {name: pressed.data[name] for name in ("of", "page", "fold") if name in pressed.data}
    its = list(card.get("actions", ()))
    [back] = as_json([leaving("Back to the list", "show_digest_page", where, secondary=len(its) >= MOST)])
    return Reply({**card, "actions": [*its, back]})


VERBS = {"open_from_list": Verb(handle, rights.SEE_DIGEST, writes=False)}
