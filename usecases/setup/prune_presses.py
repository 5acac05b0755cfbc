"""Prune presses: a press is delivered again within minutes, so its key need not be kept for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import presses
from usecases.house import House

KEPT = timedelta(days=30)


async def prune_presses(house: House, now: datetime) -> int:
    """Forget the keys of presses older than a month; how many there were."""
    async with house.store.change() as work:
        return await presses.forget_before(work, now - KEPT)
