"""The buttons of a referral that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from bot.context import Bot
from bot.messages import Reply, Submission
from bot.referral_forms import SAVE, show_form
from cards.referral_form import WITHDRAW


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, WITHDRAW if pressed.verb == "open_withdraw_referral" else SAVE)
