"""The buttons of a referral that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.referrals.referral_forms import SAVE, show_form
from cards.referrals.referral_form import WITHDRAW


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, WITHDRAW if pressed.verb == "open_withdraw_referral" else SAVE)
