"""`find`: children and open actions by what is typed into the search box, each as a card to share."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Result, Results, Searched
from cards.actions import shared_action
from cards.children import shared_child
from cards.children.shared_child import SharedChild
from usecases.children.find_to_share import FindAsked, Found, find_to_share

NOTHING = "Nothing found that you may see; type a child's reference or initials, a team, or words of an action."
NOTHING_PRESSING = "Nothing of yours is due; type a child's reference or initials, a team, or words of an action."


async def handle(bot: Bot, searched: Searched) -> Reply:
    """What was found; there is no second page, more words find less."""
    if searched.start:
        return Results()
    found = await find_to_share(bot.house, FindAsked(searched.caller.oid, searched.words, bot.today()))
    return Results(found=tuple(_result(one) for one in found), sentence=NOTHING if searched.words else NOTHING_PRESSING)


def _result(found: Found) -> Result:
    if isinstance(found, SharedChild):
        return Result(*shared_child.preview(found), shared_child.draw(found))
    return Result(*shared_action.preview(found), shared_action.draw(found))
