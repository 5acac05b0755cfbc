"""`save_referral`: what was written in a referral is kept, complete or not."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.referrals.referral_forms import save


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The referral with what is still missing."""
    return await save(bot, pressed, make=False)
