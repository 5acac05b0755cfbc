"""A child's events as they were kept: from where, by whom and when, those withdrawn too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from permanence.journey import Event
from storage.children import read_event
from storage.store import Press, Work
from storage.tables import events


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event with its origin. People are Entra object ids."""

    id: int
    event: Event
    source: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_because: str | None


async def of(work: Work, child_ref: str) -> list[KeptEvent]:
    """Every event ever kept of a child, by the day it happened."""
    query = select(events).where(events.c.child_ref == child_ref).order_by(events.c.on, events.c.id)
    return [_kept(row) for row in await work.conn.execute(query)]


async def withdraw(work: Work, press: Press, child_ref: str, event_id: int, because: str) -> bool:
    """Mark an event of this child as withdrawn; it stays in the record. False when it was already, or is not theirs."""
    changed = await work.conn.execute(
        update(events)
        .where(events.c.id == event_id, events.c.child_ref == child_ref, events.c.withdrawn_at.is_(None))
        .values(withdrawn_at=press.at, withdrawn_by=press.by, withdrawn_because=because)
        .returning(events.c.id)
    )
    return changed.first() is not None


async def withdraw_written(
    work: Work, press: Press, child_ref: str, source: str, because: str, *, at: datetime | None = None
) -> None:
    """Withdraw all that one source wrote of this child, or only what it wrote at an instant; it stays in the record."""
    its = (events.c.child_ref == child_ref, events.c.source == source, events.c.withdrawn_at.is_(None))
    written = (*its, events.c.recorded_at == at) if at else its
    values = {"withdrawn_at": press.at, "withdrawn_by": press.by, "withdrawn_because": because}
    await work.conn.execute(update(events).where(*written).values(**values))


def _kept(row: Row[Any]) -> KeptEvent:
    return KeptEvent(
        row.id,
        read_event(row),
        row.source,
        row.recorded_at,
        row.recorded_by,
        row.withdrawn_at,
        row.withdrawn_by,
        row.withdrawn_because,
    )
