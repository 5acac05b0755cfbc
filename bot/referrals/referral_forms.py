"""The forms of a referral: what was typed into them, read and shown again."""

from __future__ import annotations

from bot.engine.context import Bot
from bot.engine.messages import Reply, Submission
from bot.engine.typed import number, text_if_any, typed
from cards.referrals import referral, referral_form
from cards.referrals.referral_form import VIEW, WITHDRAW
from permanence.refusals import Incomplete
from usecases.referrals.child_referral import ReferralDone, ReferralFormAsked, show_referral_form
from usecases.referrals.save_referral import SaveReferral, save_referral

SAVE = "save_referral"


async def show_form(bot: Bot, pressed: Submission, verb: str, line: str = "") -> Reply:
    """The form; what was typed in it is kept, so that nothing is typed twice."""
    names = ("reason",) if verb == WITHDRAW else tuple(name for name in pressed.data if name.startswith(VIEW))
    kept = typed(pressed, *names) if line else {}
    asked = ReferralFormAsked(verb, number(pressed, "id"), bot.press(pressed), kept, line)
    return Reply(referral_form.draw(await show_referral_form(bot.house, asked)))


async def save(bot: Bot, pressed: Submission, *, make: bool) -> Reply:
    """The referral after it; the form again when something typed will not do or is missing."""
    names = [name for name in pressed.data if name.startswith(VIEW)]
    try:
        views = {name.removeprefix(VIEW): text_if_any(pressed, name) for name in names} if names else None
    except Incomplete as no:
        return await show_form(bot, pressed, SAVE, no.sentence)
    seen = number(pressed, "version")
    command = SaveReferral(number(pressed, "id"), seen, views, make, bot.press(pressed))
    return await after(bot, pressed, SAVE, await save_referral(bot.house, command), incomplete=make)


async def after(bot: Bot, pressed: Submission, verb: str, done: ReferralDone, *, incomplete: bool = False) -> Reply:
    """The card, or the form again while there is still something to be written in it."""
    if done.view.state == "raised" and (done.stale or (incomplete and not done.view.complete)):
        return await show_form(bot, pressed, verb, done.view.line)
    return Reply(referral.draw(done.view))
