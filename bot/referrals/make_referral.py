"""`make_referral`: the child is referred to the panel, once everything the procedure asks for is written."""

from __future__ import annotations

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.referrals.referral_forms import save
from permanence.people import rights


async def handle(bot: Bot, pressed: Submission) -> Reply:
    """The referral made, with the sitting it is for; the form again while something is missing."""
    return await save(bot, pressed, make=True)


VERBS = {"make_referral": Verb(handle, rights.REFER, form="open_referral_form")}
