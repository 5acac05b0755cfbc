"""`refer REF`: a child's referral to the panel; one the procedure asks for is raised."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Said, Submission
from cards.referrals import referral
from permanence.people import rights
from usecases.referrals.open_referral import OpenReferral, open_referral


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The referral as it stands; after the reference may come the panel."""
    if isinstance(turn, Said):
        child, _, panel = rest.strip().partition(" ")
    else:
        child, panel = str(turn.data.get("child", "")), str(turn.data.get("panel", ""))
    view = await open_referral(bot.house, OpenReferral(child, panel, bot.press(turn)))
    # A command is answered to the whole channel, a press only to who pressed.
    in_channel = isinstance(turn, Said) and turn.place.kind != "personal"
    return Reply(referral.draw(referral.without_texts(view) if in_channel else view))


VERBS = {"show_referral": Verb(handle, rights.SEE_CHILDREN)}
