"""`raise_referral`: somebody wants a child referred, whether or not the procedure asks for it."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from cards.referrals import referral
from permanence.people import rights
from usecases.referrals.open_referral import OpenReferral, raise_referral


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The referral, to be written in."""
    child, panel = str(pressed.data.get("child", "")), str(pressed.data.get("panel", ""))
    command = OpenReferral(child, panel, bot.press(pressed))
    return Reply(referral.draw(await raise_referral(bot.house, command)))


VERBS = {"raise_referral": Verb(handle, rights.REFER)}
