"""Withdraw a referral that was not made, with the reason; the procedure does not raise it again by itself."""

from __future__ import annotations

from dataclasses import dataclass

from cards.referrals import referral_words
from permanence.panel.referral import WITHDRAWN
from storage import history, referrals
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.referrals.child_referral import Acting, ReferralDone, acting, referral_now
from usecases.referrals.raise_referrals import SUBJECT, tell


@dataclass(frozen=True, slots=True)
class WithdrawReferral:
    """This referral, as seen at a version, and why."""

    referral: int
    seen: int
    reason: str
    press: Press


async def withdraw_referral(house: House, command: WithdrawReferral) -> ReferralDone:
    """The referral withdrawn, or who was there first."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, command.referral)
        stale = not work.repeated and not await _withdraw(work, who, command)
        line = await changed_meanwhile(work, SUBJECT, command.referral) if stale else referral_words.WITHDRAWN_NOW
        return ReferralDone(await referral_now(house, work, command.referral, command.press.day, line), stale)


async def _withdraw(work: Work, who: Acting, command: WithdrawReferral) -> bool:
    press, referral = who.press, who.referral
    values = {"state": WITHDRAWN, "withdrawn_because": command.reason}
    version = await referrals.change(work, referral.id, command.seen, **values)
    if version is None:
        return False
    said = {"panel": referral.panel, "reason": command.reason}
    await history.record(work, press, "withdraw_referral", SUBJECT, referral.id, child_ref=referral.child, **said)
    await tell(work, referral.id, version, press.at)
    return True
