"""Absences kept: who is away when, who stands in, and whether it was ended early."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, update

from permanence.people.deputies import Absence
from storage.store import Press, Work, insert_returning_id
from storage.tables import absences, people


async def on_day(work: Work, day: date) -> list[Absence]:
    """Those that hold on a day."""
    rows = await work.conn.execute(select(absences).where(holds_on(day)).order_by(absences.c.id))
    return [_absence(row) for row in rows]


async def since(work: Work, day: date) -> list[Absence]:
    """Those that hold on a day or will hold later, soonest first."""
    lasting = and_(absences.c.until >= day, or_(absences.c.ended_on.is_(None), absences.c.ended_on > day))
    rows = await work.conn.execute(select(absences).where(lasting).order_by(absences.c.starts, absences.c.id))
    found = [_absence(row) for row in rows]
    return [one for one in found if one.last >= one.starts]


async def find(work: Work, absence_id: int) -> Absence | None:
    """The absence with this id."""
    row = (await work.conn.execute(select(absences).where(absences.c.id == absence_id))).first()
    return _absence(row) if row else None


async def hold_people(work: Work, oids: Iterable[str]) -> None:
    """Nobody else enters an absence of these people until we are done; what refers to them is not kept waiting."""
    await work.conn.execute(
        select(people.c.oid)
        .where(people.c.oid.in_(sorted(set(oids))))
        .order_by(people.c.oid)
        .with_for_update(key_share=True)
    )


async def add(work: Work, press: Press, person: str, deputy: str, starts: date, until: date) -> int:
    """Keep an absence; its new id."""
    values = {
        "person_oid": person,
        "starts": starts,
        "until": until,
        "deputy_oid": deputy,
        "by": press.by,
        "at": press.at,
    }
    return await insert_returning_id(work, absences, values)


async def end(work: Work, absence_id: int, seen: int, on: date) -> bool:
    """End it early, if it is still the one seen: from this day on it does not hold."""
    changed = await work.conn.execute(
        update(absences)
        .where(absences.c.id == absence_id, absences.c.version == seen, absences.c.ended_on.is_(None))
        .values(ended_on=on, version=absences.c.version + 1)
        .returning(absences.c.id)
    )
    return changed.first() is not None


def holds_on(day: Any) -> ColumnElement[bool]:
    """What the row of an absence says when it holds on a day."""
    open_still = or_(absences.c.ended_on.is_(None), absences.c.ended_on > day)
    return and_(absences.c.starts <= day, absences.c.until >= day, open_still)


def _absence(row: Row[Any]) -> Absence:
    return Absence(
        id=row.id,
        person=row.person_oid,
        starts=row.starts,
        until=row.until,
        deputy=row.deputy_oid,
        by=row.by,
        version=row.version,
        ended_on=row.ended_on,
    )
