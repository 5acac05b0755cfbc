"""Swaps kept: who asked whom to exchange slots, and what became of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select, update

from permanence.panel.sitting import Slot
from permanence.panel.swapping import ASKED, Swap
from storage.store import Press, Work, insert_returning_id
from storage.tables import swaps


async def find(work: Work, swap_id: int) -> Swap | None:
    """The swap with this id."""
    row = (await work.conn.execute(select(swaps).where(swaps.c.id == swap_id))).first()
    return _swap(row) if row else None


async def asked(work: Work, sitting_id: int) -> list[Swap]:
    """Those of a sitting that are not answered yet, oldest first."""
    query = select(swaps).where(swaps.c.sitting_id == sitting_id, swaps.c.state == ASKED).order_by(swaps.c.id)
    return [_swap(row) for row in await work.conn.execute(query)]


async def of(work: Work, sitting_id: int) -> list[Swap]:
    """All of a sitting's, answered or not, oldest first."""
    query = select(swaps).where(swaps.c.sitting_id == sitting_id).order_by(swaps.c.id)
    return [_swap(row) for row in await work.conn.execute(query)]


async def ask(work: Work, press: Press, mine: Slot, theirs: Slot) -> int:
    """Keep that the holder of the one slot asks for the other; the new swap's id."""
    return await insert_returning_id(
        work,
        swaps,
        {
            "sitting_id": mine.sitting_id,
            "item_id": mine.item_id,
            "number": mine.number,
            "with_item_id": theirs.item_id,
            "with_number": theirs.number,
            "state": ASKED,
            "asked_by": press.by,
            "asked_at": press.at,
        },
    )


async def answer(work: Work, swap_id: int, state: str) -> int | None:
    """Move a swap that is not answered yet on; its new version, or none when it was answered."""
    changed = await work.conn.execute(
        update(swaps)
        .where(swaps.c.id == swap_id, swaps.c.state == ASKED)
        .values(state=state, version=swaps.c.version + 1)
        .returning(swaps.c.version)
    )
    row = changed.first()
    return int(row.version) if row else None


async def touch(work: Work, swap_id: int) -> int:
    """Count a change to something the swap's card shows; the new version."""
    changed = await work.conn.execute(
        update(swaps).where(swaps.c.id == swap_id).values(version=swaps.c.version + 1).returning(swaps.c.version)
    )
    return int(changed.scalar_one())


def _swap(row: Row[Any]) -> Swap:
    return Swap(
        id=row.id,
        sitting_id=row.sitting_id,
        item_id=row.item_id,
        number=row.number,
        with_item_id=row.with_item_id,
        with_number=row.with_number,
        state=row.state,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        version=row.version,
    )
