"""Referrals kept: raised once for what asked for them, written into against the version seen, and found by child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, func, or_, select, update

from permanence.panel.referral import MADE, RAISED, Referral
from storage.store import Press, Work, insert_new
from storage.tables import referrals


async def add(work: Work, press: Press, child_ref: str, panel: str, occasion: str = "") -> Referral | None:
    """A new referral; None when one is open already, or when this occasion had one."""
    values: dict[str, Any] = {
        "child_ref": child_ref,
        "panel": panel,
        "state": RAISED,
        "occasion": occasion or None,
        "views": {},
        "raised_at": press.at,
        "raised_by": press.by,
    }
    return await raised(work, child_ref, panel) if await insert_new(work, referrals, values) else None


async def find(work: Work, referral_id: int) -> Referral | None:
    """The referral with this id."""
    row = (await work.conn.execute(select(referrals).where(referrals.c.id == referral_id))).first()
    return _referral(row) if row else None


async def raised(work: Work, child_ref: str, panel: str) -> Referral | None:
    """The child's open referral to this panel."""
    its = (referrals.c.child_ref == child_ref, referrals.c.panel == panel, referrals.c.state == RAISED)
    row = (await work.conn.execute(select(referrals).where(*its))).first()
    return _referral(row) if row else None


async def of_child(work: Work, child_ref: str) -> list[Referral]:
    """Every referral of a child, the newest first."""
    query = select(referrals).where(referrals.c.child_ref == child_ref).order_by(referrals.c.id.desc())
    return [_referral(row) for row in await work.conn.execute(query)]


async def made(work: Work, child_ref: str, panel: str, until: date) -> Referral | None:
    """The child's last referral to this panel made by a day."""
    of = (referrals.c.child_ref == child_ref, referrals.c.panel == panel)
    its = (*of, referrals.c.state == MADE, referrals.c.made_on <= until)
    row = (await work.conn.execute(select(referrals).where(*its).order_by(referrals.c.id.desc()).limit(1))).first()
    return _referral(row) if row else None


async def made_of(work: Work, refs: Iterable[str], panel: str) -> list[int]:
    """Every referral made of these children to this panel."""
    its = (referrals.c.child_ref.in_(sorted(set(refs))), referrals.c.panel == panel, referrals.c.state == MADE)
    return list((await work.conn.execute(select(referrals.c.id).where(*its).order_by(referrals.c.id))).scalars())


async def open_ones(work: Work) -> list[Referral]:
    """Every referral that is not made yet."""
    query = select(referrals).where(referrals.c.state == RAISED).order_by(referrals.c.id)
    return [_referral(row) for row in await work.conn.execute(query)]


async def to_be_heard(work: Work, panel: str, since: date) -> list[Referral]:
    """Those to a panel that are not made yet, or were made since a day."""
    still = or_(referrals.c.state == RAISED, and_(referrals.c.state == MADE, referrals.c.made_on >= since))
    query = select(referrals).where(referrals.c.panel == panel, still).order_by(referrals.c.id)
    return [_referral(row) for row in await work.conn.execute(query)]


async def raised_since(work: Work, by: str, at: datetime) -> int:
    """How many this one raised from an instant on."""
    query = select(func.count()).where(referrals.c.raised_by == by, referrals.c.raised_at >= at)
    return int((await work.conn.execute(query)).scalar_one())


async def occasions(work: Work) -> set[tuple[str, str, str]]:
    """Child, panel and occasion of every referral that a duty asked for."""
    asked = select(referrals.c.child_ref, referrals.c.panel, referrals.c.occasion)
    rows = await work.conn.execute(asked.where(referrals.c.occasion.is_not(None)))
    return {(row.child_ref, row.panel, row.occasion) for row in rows}


async def change(work: Work, referral_id: int, seen: int, *, was: str = RAISED, **values: Any) -> int | None:
    """Bring an open referral, or one in that state, to these values if it is at the version seen; the new, or None."""
    changed = await work.conn.execute(
        update(referrals)
        .where(referrals.c.id == referral_id, referrals.c.version == seen, referrals.c.state == was)
        .values(**values, version=referrals.c.version + 1)
        .returning(referrals.c.version)
    )
    row = changed.first()
    return int(row.version) if row else None


def _referral(row: Row[Any]) -> Referral:
    return Referral(
        id=row.id,
        child=row.child_ref,
        panel=row.panel,
        state=row.state,
        occasion=row.occasion or "",
        views=dict(row.views),
        made_on=row.made_on,
        made_by=row.made_by or "",
        withdrawn_because=row.withdrawn_because or "",
        version=row.version,
    )
