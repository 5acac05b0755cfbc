"""`withdraw_referral`: a referral that was not made is withdrawn, with the reason."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, text
from bot.referrals.referral_forms import after, show_form
from cards.referrals.referral_form import REASON_MISSING, WITHDRAW
from permanence.people import rights
from permanence.refusals import Incomplete
from usecases.referrals.withdraw_referral import WithdrawReferral, withdraw_referral


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The referral withdrawn, or the form again."""
    try:
        reason = text(pressed, "reason", REASON_MISSING, 500)
    except Incomplete as no:
        return await show_form(bot, pressed, WITHDRAW, no.sentence)
    seen = number(pressed, "version")
    command = WithdrawReferral(number(pressed, "id"), seen, reason, bot.press(pressed))
    return await after(bot, pressed, WITHDRAW, await withdraw_referral(bot.house, command))


VERBS = {"withdraw_referral": Verb(handle, rights.REFER, form="open_withdraw_referral")}
