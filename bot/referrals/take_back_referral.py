"""`take_back_referral`: a referral was made by mistake, and why; it is open again."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Card, Reply, Submission
from bot.engine.typed import ask_why, number, take_back
from cards.referrals import referral as referral_card
from cards.take_back_form import TakeBackForm
from permanence.people import rights
from usecases.referrals.take_back_referral import TakeBackReferral, show_take_back_referral, take_back_referral


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The referral as open again, or the form; it is opened by a verb of its own."""
    referral = number(pressed, "id")

    async def asked(typed: Mapping[str, str], line: str) -> TakeBackForm:
        return await show_take_back_referral(bot.house, bot.press(pressed), referral, typed, line)

    async def done(reason: str) -> Card:
        command = TakeBackReferral(referral, number(pressed, "version"), reason, bot.press(pressed))
        return referral_card.draw((await take_back_referral(bot.house, command)).view)

    if pressed.verb == "open_take_back_referral":
        return await ask_why(asked)
    return await take_back(pressed, asked, done)


VERBS = {
    "open_take_back_referral": Verb(handle, rights.REFER, writes=False),
    "take_back_referral": Verb(handle, rights.REFER, form="open_take_back_referral"),
}
