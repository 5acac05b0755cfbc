"""Prune previews: what was read from a file is kept for its sender to decide, an hour at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.importing import previews
from usecases.house import House

KEPT = timedelta(minutes=55)  # looked at every five minutes, so that it is never more than an hour


async def prune_previews(house: House, now: datetime) -> int:
    """Forget previews that were not decided in time, and what became of the others; how many."""
    async with house.store.change() as work:
        return await previews.forget_before(work, now - KEPT)
