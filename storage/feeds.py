"""Calendar feeds kept: at which secret address a person's calendar may be read, while it may."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from storage.store import Work, insert_new
from storage.tables import feeds


async def key_of(work: Work, oid: str) -> str | None:
    """The secret part of a person's address; None while it is switched off."""
    return (await work.conn.execute(select(feeds.c.key).where(feeds.c.person_oid == oid))).scalar_one_or_none()


async def owner(work: Work, key: str) -> str | None:
    """Whose calendar this key opens."""
    return (await work.conn.execute(select(feeds.c.person_oid).where(feeds.c.key == key))).scalar_one_or_none()


async def make(work: Work, oid: str, key: str, at: datetime) -> None:
    """Give a person an address; the one they had opens nothing any more."""
    values = {"key": key, "made_at": at}
    if not await insert_new(work, feeds, {"person_oid": oid, **values}):
        await work.conn.execute(update(feeds).where(feeds.c.person_oid == oid).values(values))


async def end(work: Work, oid: str) -> bool:
    """Switch a person's address off; false when there was none."""
    ended = await work.conn.execute(delete(feeds).where(feeds.c.person_oid == oid).returning(feeds.c.person_oid))
    return ended.first() is not None
