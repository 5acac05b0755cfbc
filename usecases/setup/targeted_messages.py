"""Whether a tenant has targeted messages, which one person alone sees in a channel: as learned, for every process."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import notes
from usecases.house import House

AGAIN = timedelta(days=7)  # a tenant that had none is asked again


async def known(house: House, tenant_id: str, now: datetime) -> bool | None:
    """What was learned; None when nothing was, or it is long ago that there were none."""
    async with house.store.read() as work:
        told = await notes.read(work, _name(tenant_id))
    if not isinstance(told, dict) or told["can"] is None:
        return None
    return True if told["can"] else (False if now - datetime.fromisoformat(told["at"]) < AGAIN else None)


async def learn(house: House, tenant_id: str, can: bool | None, now: datetime) -> None:
    """Remember it."""
    async with house.store.change() as work:
        await notes.write(work, _name(tenant_id), {"can": can, "at": now.isoformat()})


def _name(tenant_id: str) -> str:
    return f"targeted:{tenant_id}"
