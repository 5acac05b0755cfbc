"""`open_list`: a page of a list of actions, or back to it: the caller's own, a child's, or an item's of a sitting."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.actions import my_actions
from cards.recording import item_record
from permanence.people import rights
from permanence.refusals import NotFound
from usecases.actions.list_actions import ListAsked, list_actions
from usecases.recording.open_record import open_item


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The list named by `back`, at its page."""
    name, _, page = str(pressed.data.get("back", "")).rpartition(":")
    kind, _, which = name.partition(":")
    caller, today = pressed.caller.oid, bot.today()
    at = int(page) if page.isascii() and page.isdigit() else 0
    match kind:
        case "mine" | "child":
            view = await list_actions(bot.house, ListAsked(caller, today, child=which, page=at))
            return Reply(my_actions.draw(view))
        case "some":
            view = await list_actions(bot.house, ListAsked(caller, today, words=which, page=at))
            return Reply(my_actions.draw(view))
        case "item" if which.isdigit():
            return Reply(item_record.draw(await open_item(bot.house, caller, int(which), today, at)))
        case _:
            raise NotFound('This list can no longer be shown; say "my actions" to see yours.')


VERBS = {"open_list": Verb(handle, rights.SEE_ACTIONS, writes=False)}
