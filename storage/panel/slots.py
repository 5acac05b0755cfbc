"""The slots of a sitting: each holds one item or none, and is taken only while it is free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update

from permanence.panel.sitting import Slot
from storage.store import Press, Work
from storage.tables import items, slots


async def of(work: Work, sitting_id: int) -> list[Slot]:
    """A sitting's slots in order of time."""
    query = select(slots).where(slots.c.sitting_id == sitting_id).order_by(slots.c.number)
    return [_slot(row) for row in await work.conn.execute(query)]


async def add(work: Work, sitting_id: int, times: Iterable[tuple[datetime, datetime]]) -> None:
    """Make a sitting's slots, numbered from 1, all free."""
    rows = [
        {"sitting_id": sitting_id, "number": number, "starts_at": starts, "ends_at": ends}
        for number, (starts, ends) in enumerate(times, 1)
    ]
    await work.conn.execute(insert(slots), rows)


async def take(work: Work, press: Press, sitting_id: int, number: int, item_id: int) -> bool:
    """Give a free slot to an item that holds none; false when somebody has the slot."""
    taken = await work.conn.execute(
        update(slots)
        .where(slots.c.sitting_id == sitting_id, slots.c.number == number, slots.c.item_id.is_(None))
        .values(item_id=item_id, taken_by=press.by, taken_at=press.at)
        .returning(slots.c.number)
    )
    return taken.first() is not None


async def free(work: Work, item_id: int) -> int | None:
    """Take an item out of its slot; the slot's number, or none when it had none."""
    freed = await work.conn.execute(
        update(slots)
        .where(slots.c.item_id == item_id)
        .values(item_id=None, taken_by=None, taken_at=None)
        .returning(slots.c.number)
    )
    row = freed.first()
    return int(row.number) if row else None


async def shift(work: Work, sitting_id: int, by: timedelta) -> None:
    """Move every slot of a sitting by so much time."""
    for slot in await of(work, sitting_id):
        await work.conn.execute(
            update(slots)
            .where(slots.c.sitting_id == sitting_id, slots.c.number == slot.number)
            .values(starts_at=slot.starts_at + by, ends_at=slot.ends_at + by)
        )


async def holder(work: Work, slot: Slot) -> str:
    """The Entra object id of the manager who presents in a taken slot."""
    query = select(items.c.manager_oid).where(items.c.id == slot.item_id)
    return str((await work.conn.execute(query)).scalar_one())


def _slot(row: Row[Any]) -> Slot:
    return Slot(row.sitting_id, row.number, row.starts_at, row.ends_at, row.item_id, row.taken_by, row.taken_at)
