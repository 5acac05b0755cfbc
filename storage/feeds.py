"""Calendar feeds kept: at which secret address a person's calendar may be read, while it may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.store import Work, insert_new
from storage.tables import feeds


@dataclass(frozen=True, slots=True)
class Feed:
    """The secret part of a person's address, None while there is none; `version` grows with every change."""

    key: str | None
    version: int


async def of(work: Work, oid: str) -> Feed:
    """A person's feed; at version 0 when they never had one."""
    row = (await work.conn.execute(select(feeds).where(feeds.c.person_oid == oid))).first()
    return Feed(row.key, row.version) if row else Feed(None, 0)


async def owner(work: Work, key: str) -> str | None:
    """Whose calendar this key opens."""
    return (await work.conn.execute(select(feeds.c.person_oid).where(feeds.c.key == key))).scalar_one_or_none()


async def change(work: Work, oid: str, seen: int, key: str | None, at: datetime) -> bool:
    """Give a person this key, or none, instead of the one they had; false when it is not the version seen any more."""
    values = {"key": key, "changed_at": at, "version": seen + 1}
    if seen == 0:
        return await insert_new(work, feeds, {"person_oid": oid, **values})
    here = feeds.c.person_oid == oid, feeds.c.version == seen
    changed = await work.conn.execute(update(feeds).where(*here).values(values).returning(feeds.c.version))
    return changed.first() is not None
