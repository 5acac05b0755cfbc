"""`refer REF`: a child's referral to the panel; one the procedure asks for is raised."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Said, Submission
from cards import referral
from usecases.open_referral import OpenReferral, open_referral


async def handle(bot: Bot, turn: Said | Submission, rest: str = "") -> Reply:
    """The referral as it stands; after the reference may come the panel."""
    if isinstance(turn, Said):
        child, _, panel = rest.strip().partition(" ")
    else:
        child, panel = str(turn.data.get("child", "")), str(turn.data.get("panel", ""))
    return Reply(
        referral.draw(await open_referral(bot.house, OpenReferral(child, panel, bot.today(), bot.press(turn))))
    )
