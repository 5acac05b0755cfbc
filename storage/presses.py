"""The keys of presses carried out, by which a second delivery is recognised."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from storage.store import Work
from storage.tables import presses


async def forget_before(work: Work, at: datetime) -> int:
    """Delete the keys of presses before an instant; how many."""
    gone = await work.conn.execute(delete(presses).where(presses.c.at < at).returning(presses.c.key))
    return len(gone.all())
