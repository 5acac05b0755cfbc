"""A referral in the channel, changed in place as it becomes complete, is made or withdrawn."""

from __future__ import annotations

from bot.engine.contents import Notice
from bot.engine.context import Bot
from bot.engine.outcomes import Outcome, Post
from cards.referrals import referral
from storage.outbox import Letter
from usecases.referrals.child_referral import referral_now


async def render(bot: Bot, letter: Letter) -> Outcome:
    """The referral as it stands, without what was written in it.

    It is drawn again as days pass too, without the referral changing: the letter's number is the card's version.
    """
    async with bot.house.store.read() as work:
        view = await referral_now(bot.house, work, int(letter.subject_id), bot.today(), written=False)
    return Post(referral.draw(view), "A referral to the panel", letter.id)


NOTICES: dict[str, Notice] = {"referral": render}
