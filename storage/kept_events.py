"""A child's events as they were kept: from where, by whom and when, those withdrawn too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from permanence.journey import Event
from storage.children import read_event
from storage.store import Work
from storage.tables import events


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event with its origin. People are Entra object ids."""

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
    return [
        KeptEvent(
            read_event(row),
            row.source,
            row.recorded_at,
            row.recorded_by,
            row.withdrawn_at,
            row.withdrawn_by,
            row.withdrawn_because,
        )
        for row in await work.conn.execute(query)
    ]
