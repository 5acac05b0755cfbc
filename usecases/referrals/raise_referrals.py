"""Raise the referrals a procedure asks for: when a final plan is recorded here, and on a morning for those imported."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from cards.referrals import referral_words
from permanence.due import REFERRAL
from permanence.journey import Journey
from permanence.mornings import LONDON
from permanence.occasion import Occasion
from permanence.panel.referral import Referral, duties
from permanence.policy import Policy
from permanence.subject import Subject
from storage import children, history, outbox, referrals
from storage.store import Press, Work
from usecases.house import House

SUBJECT = "referral"
PROCEDURE = "procedure"  # who raises what nobody pressed for
MOST_CARDS = 5  # on one morning; more come of an import of years
LONG_AGO = timedelta(weeks=4)


async def raise_of_child(house: House, work: Work, press: Press, ref: str, today: date) -> list[Referral]:
    """In this transaction, each referral the procedure now asks for that has none; nothing is raised twice."""
    if not _asks(house.policy):
        return []
    _, journey = (await children.several(work, [ref]))[ref]
    raised = []
    for panel, duty in duties(house.policy, journey, today):
        if found := await raise_one(work, press, ref, panel, duty.occasion):
            raised.append(found)
    return raised


async def raise_one(
    work: Work, press: Press, ref: str, panel: str, occasion: str = "", *, card: bool = True
) -> Referral | None:
    """A referral with its history and its card in the channel; None when there is one open or was one for this.

    Without `card` it is posted once somebody opens the referral or writes in it.
    """
    found = await referrals.add(work, press, ref, panel, occasion)
    if found is not None:
        await history.record(work, press, "raise_referral", SUBJECT, found.id, child_ref=ref, panel=panel)
        if card:
            await tell(work, found.id, found.version, press.at)
    return found


async def raise_due(house: House, now: datetime, today: date) -> int:
    """On a morning: one transaction a referral, so that a stop in between is made good by the next tick.

    What was agreed long ago, or comes with many others, is raised without a card, so that an import of years does not
    flood the channel; it stands in the list of who is due, on the agenda and in the digests.
    """
    if not _asks(house.policy):
        return 0
    async with house.store.read() as work:
        known = [journey for _, journey in (await children.everyone(work)).values()]
        had = await referrals.occasions(work)
        before = await referrals.raised_since(work, PROCEDURE, datetime.combine(today, time(), LONDON))
    asked = await asyncio.to_thread(_asked, house.policy, known, today)
    new = [one for one in asked if one not in had]
    few = len(new) + before <= MOST_CARDS
    press, raised = Press("", PROCEDURE, referral_words.BY_THE_PROCEDURE, now), 0
    for ref, panel, occasion in new:
        card = few and Occasion.parse(occasion).since >= today - LONG_AGO
        async with house.store.change() as work:
            raised += await raise_one(work, press, ref, panel, occasion, card=card) is not None
    return raised


async def tell(work: Work, referral_id: int, version: int, at: datetime) -> None:
    """Have the card in the channel show this version."""
    await outbox.tell(work, Subject.of("referral", referral_id), version, at)


def _asks(policy: Policy) -> bool:
    return any(rule.rule.what == REFERRAL for rule in policy.rules)


def _asked(policy: Policy, journeys: Iterable[Journey], today: date) -> list[tuple[str, str, str]]:
    return [(one.child, panel, duty.occasion) for one in journeys for panel, duty in duties(policy, one, today)]
