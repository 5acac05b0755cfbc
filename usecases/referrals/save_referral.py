"""Write the views into a referral and, once it is complete, refer the child: two buttons of one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cards.referrals import referral_words
from permanence.deeds import Verb
from permanence.panel.referral import MADE, RAISED, ReferralPart, content, events_of, lacking_in_words, made_in_words
from storage import children, history, referrals
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.referrals.child_referral import (
    Acting,
    ReferralDone,
    acting,
    found_referral,
    referral_now,
    require_referable,
)
from usecases.referrals.raise_referrals import SUBJECT, tell
from usecases.sittings.actual_sittings import hears


@dataclass(frozen=True, slots=True)
class SaveReferral:
    """What was typed, by milestone; None from a card without a form. With `make` the child is referred."""

    referral: int
    seen: int
    views: Mapping[str, str] | None
    make: bool
    press: Press


async def save_referral(house: House, command: SaveReferral) -> ReferralDone:
    """What was typed is kept, complete or not; only what is complete is made.

    What is to be made and lacks something is not kept: the card in the channel would change, and with it the form that
    is being written would go. The form has what was typed.
    """
    today = command.press.day
    async with house.store.change(command.press) as work:
        who = await acting(house, work, command.press, command.referral)
        asked = content(house.policy, who.journey, who.referral.panel, today)
        stale = not work.repeated and not await _save(house, work, who, asked, command)
        line = await (
            changed_meanwhile(work, SUBJECT, command.referral) if stale else _line(house, work, who, asked, command)
        )
        return ReferralDone(await referral_now(house, work, command.referral, today, line), stale)


async def _save(house: House, work: Work, who: Acting, asked: tuple[ReferralPart, ...], command: SaveReferral) -> bool:
    press, referral = who.press, who.referral
    if referral.state != RAISED or referral.version != command.seen:
        return False
    require_referable(house, who.journey, referral.panel, command.press.day)
    views = _views(referral.views, asked, command.views)
    made = command.make and not lacking_in_words(asked, views)
    if not made and (command.make or views == referral.views):
        return True
    values: dict[str, Any] = {"views": views}
    if made:
        values |= {"state": MADE, "made_on": command.press.day, "made_by": press.by}
    version = await referrals.change(work, referral.id, command.seen, **values)
    if version is None:
        return False
    if made:
        for event in events_of(house.policy, referral.panel, asked, command.press.day):
            await children.record_event(work, press, referral.child, event, source=f"referral {referral.id}")
    verb: Verb = "make_referral" if made else "save_referral"
    await history.record(work, press, verb, SUBJECT, referral.id, child_ref=referral.child, panel=referral.panel)
    await tell(work, referral.id, version, press.at)
    return True


def _views(kept: Mapping[str, str], asked: tuple[ReferralPart, ...], typed: Mapping[str, str] | None) -> dict[str, str]:
    """What is kept with what was typed over it; what a box was emptied of is gone."""
    if typed is None:
        return dict(kept)
    known = {one.key for one in asked}
    both = {**kept, **{key: text for key, text in typed.items() if key in known}}
    return {key: text for key, text in both.items() if text}


async def _line(house: House, work: Work, who: Acting, asked: tuple[ReferralPart, ...], command: SaveReferral) -> str:
    referral = await found_referral(work, command.referral)
    if referral.state == MADE and referral.made_on:
        heard = await hears(house, work, referral.panel, referral.child, referral.made_on, command.press.day)
        return referral_words.referred(referral.made_on, made_in_words(heard))
    if command.make:
        return referral_words.not_referred(lacking_in_words(asked, _views(who.referral.views, asked, command.views)))
    if lacking := lacking_in_words(asked, referral.views):
        return referral_words.kept(lacking)
    return referral_words.COMPLETE
