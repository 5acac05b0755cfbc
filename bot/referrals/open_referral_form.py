"""The buttons of a referral that need something typed: each opens its form for the one who pressed."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.referrals.referral_forms import SAVE, show_form
from cards.referrals.referral_form import WITHDRAW
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The form."""
    return await show_form(bot, pressed, WITHDRAW if pressed.verb == "open_withdraw_referral" else SAVE)


VERBS = {
    "open_referral_form": Verb(handle, rights.REFER, writes=False),
    "open_withdraw_referral": Verb(handle, rights.REFER, writes=False),
}
