"""`save_referral`: what was written in a referral is kept, complete or not."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.referrals.referral_forms import save
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The referral with what is still missing."""
    return await save(bot, pressed, make=False)


VERBS = {"save_referral": Verb(handle, rights.REFER, form="open_referral_form")}
