"""Raise the referrals a procedure asks for: when a final plan is recorded here, and on a morning for those imported."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, datetime

from permanence.due import REFERRAL
from permanence.journey import Journey
from permanence.policy import Policy
from permanence.referral import Referral, duties
from storage import children, history, outbox, referrals
from storage.store import Press, Work
from usecases.house import House

SUBJECT = "referral"
PROCEDURE = "procedure"  # who raises what nobody pressed for


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


async def raise_one(work: Work, press: Press, ref: str, panel: str, occasion: str = "") -> Referral | None:
    """A referral with its history and its card in the channel; None when there is one open or was one for this."""
    found = await referrals.add(work, press, ref, panel, occasion)
    if found is not None:
        await history.record(work, press, "raise_referral", SUBJECT, found.id, child_ref=ref, panel=panel)
        await tell(work, found.id, found.version, press.at)
    return found


async def raise_due(house: House, now: datetime, today: date) -> int:
    """On a morning: one transaction a referral, so that a stop in between is made good by the next tick."""
    if not _asks(house.policy):
        return 0
    async with house.store.read() as work:
        known = [journey for _, journey in (await children.everyone(work)).values()]
        had = await referrals.occasions(work)
    asked = await asyncio.to_thread(_asked, house.policy, known, today)
    press, raised = Press("", PROCEDURE, "the procedure", now), 0
    for ref, panel, occasion in asked:
        if (ref, panel, occasion) not in had:
            async with house.store.change() as work:
                raised += await raise_one(work, press, ref, panel, occasion) is not None
    return raised


async def tell(work: Work, referral_id: int, version: int, at: datetime) -> None:
    """Have the card in the channel show this version."""
    await outbox.tell(work, "referral", referral_id, f"referral:{referral_id}:v{version}", at)


def _asks(policy: Policy) -> bool:
    return any(rule.rule.what == REFERRAL for rule in policy.rules)


def _asked(policy: Policy, journeys: Iterable[Journey], today: date) -> list[tuple[str, str, str]]:
    return [(one.child, panel, duty.occasion) for one in journeys for panel, duty in duties(policy, one, today)]
