"""Bring referral cards in the channel up to date: their last day has passed, or their sitting is another or held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache

from permanence.mornings import LONDON
from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.referral import AHEAD, Heard, heard_at, last_day
from permanence.panel.sitting import Sitting
from permanence.subject import Subject
from storage import outbox, posted_cards, referrals
from storage.panel import items, sittings
from storage.store import Press, Work
from usecases.house import House

REFERRAL = "referral"


async def redraw_passed(house: House, now: datetime, today: date) -> int:
    """On a morning: each posted card of a referral not made whose last day has passed, once for that day."""
    async with house.store.read() as work:
        shown = await posted_cards.shown_at(work, REFERRAL)
        waiting = [one for one in await referrals.open_ones(work) if str(one.id) in shown] if shown else []
        kept = await sittings.kept(work) if waiting else ()

    @cache
    def named(panel: str, drawn: date) -> Heard | None:
        return heard_at(house.policy, panel, drawn, kept)

    redrawn = 0
    for one in waiting:
        heard = named(one.panel, shown[str(one.id)].astimezone(LONDON).date())
        if heard is not None and (last := last_day(heard)) < today:
            async with house.store.change() as work:
                redrawn += await _redraw(work, one.id, f"past-{last.isoformat()}", now)
    return redrawn


async def redraw_moved(house: House, work: Work, press: Press, sitting: Sitting, before: Sequence[KeptSitting]) -> None:
    """A sitting was moved or stood down: the cards of the referrals it changes anything for say the real day."""
    panel, after = sitting.panel, await sittings.kept(work)
    listed = {item.child for item in await items.of(work, sitting.id)}
    shown = await posted_cards.shown_at(work, REFERRAL)
    for one in await referrals.to_be_heard(work, panel, press.day - AHEAD) if shown else []:
        on = one.made_on or press.day
        said, says = (heard_at(house.policy, panel, on, kept) for kept in (before, after))
        if (said != says or one.child in listed) and str(one.id) in shown:
            await _redraw(work, one.id, f"sitting-{sitting.id}-{sitting.version}", press.at)


async def redraw_listed(work: Work, sitting: Sitting, refs: Iterable[str | None], why: str, at: datetime) -> None:
    """Children came onto a published sitting, left it or were heard there: the cards of their referrals say so."""
    made = await referrals.made_of(work, [ref for ref in refs if ref], sitting.panel)
    shown = await posted_cards.shown_at(work, REFERRAL) if made else {}
    for number in made:
        if str(number) in shown:
            await _redraw(work, number, f"sitting-{sitting.id}-{why}", at)


async def _redraw(work: Work, referral_id: int, why: str, at: datetime) -> bool:
    return await outbox.tell(work, Subject.of("referral", referral_id), why, at)
