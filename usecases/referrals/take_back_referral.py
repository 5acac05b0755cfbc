"""Take back a referral that was made: it is open again with what was written, until the panel has heard the child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cards.referrals import referral_words
from cards.take_back_form import TakeBackForm
from permanence.panel.panels import panel_title
from permanence.panel.referral import MADE, RAISED, heard_on
from permanence.panel.sitting import LISTED
from permanence.refusals import Incomplete
from permanence.subject import Subject
from storage import history, people, referrals
from storage.importing import kept_events
from storage.panel import items, sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import changed_meanwhile
from usecases.referrals.child_referral import Acting, ReferralDone, acting, referral_now
from usecases.referrals.raise_referrals import SUBJECT, tell


@dataclass(frozen=True, slots=True)
class TakeBackReferral:
    """This referral, as seen at a version, and why."""

    referral: int
    seen: int
    reason: str
    press: Press


async def take_back_referral(house: House, command: TakeBackReferral) -> ReferralDone:
    """The referral open again, or who was there first."""
    press = command.press
    async with house.store.change(press) as work:
        who = await acting(house, work, press, command.referral)
        stale = not work.repeated and not await _take_back(work, who, command)
        line = await changed_meanwhile(work, SUBJECT, command.referral) if stale else referral_words.TAKEN_BACK
        return ReferralDone(await referral_now(house, work, command.referral, press.day, line), stale)


async def show_take_back_referral(
    house: House, press: Press, referral_id: int, typed: Mapping[str, str], line: str
) -> TakeBackForm:
    """The form, for who may refer the child, while it may be taken back."""
    async with house.store.read() as work:
        who = await acting(house, work, press, referral_id)
        made_on, panel = await _require_made(work, who), who.referral.panel
        of = str(Subject.of(SUBJECT, referral_id))
        names = await people.names(work)
        title = panel_title(house.policy, panel)
        return TakeBackForm(
            verb="take_back_referral",
            data={"of": of, "id": referral_id, "version": who.referral.version},
            back=("show_referral", {"of": of, "child": who.child.ref, "panel": panel}),
            label=who.child.label,
            what=referral_words.was_made(title, made_on, names.get(who.referral.made_by, "")),
            follows=(referral_words.OPEN_AGAIN,),
            typed=typed,
            line=line,
        )


async def _take_back(work: Work, who: Acting, command: TakeBackReferral) -> bool:
    press, referral = who.press, who.referral
    if referral.version != command.seen or referral.state != MADE:
        return False
    await _require_made(work, who)
    values = {"state": RAISED, "made_on": None, "made_by": None}
    version = await referrals.change(work, referral.id, command.seen, was=MADE, **values)
    if version is None:
        return False
    await kept_events.withdraw_written(work, press, referral.child, f"referral {referral.id}", command.reason)
    said = {"panel": referral.panel, "reason": command.reason}
    await history.record(work, press, "take_back_referral", SUBJECT, referral.id, child_ref=referral.child, **said)
    await tell(work, referral.id, version, press.at)
    return True


async def _require_made(work: Work, who: Acting) -> date:
    """The day it was made, while nothing was done because of it; else the refusal that says what comes first."""
    referral = who.referral
    if referral.state != MADE or referral.made_on is None:
        raise Incomplete(referral_words.NOT_MADE)
    if heard := heard_on(who.journey, referral.panel, referral.made_on):
        raise Incomplete(referral_words.heard_already(heard))
    if await referrals.raised(work, referral.child, referral.panel):
        raise Incomplete(referral_words.ANOTHER_IS_OPEN)
    open_ones = {one.id: one for one in await sittings.open_between(work, referral.made_on, date.max)}
    for item in await items.of_child(work, referral.child):
        sitting = open_ones.get(item.sitting_id)
        if sitting is not None and item.state == LISTED and sitting.panel == referral.panel:
            raise Incomplete(referral_words.on_agenda(sitting.on))
    return referral.made_on
