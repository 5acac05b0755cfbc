"""Single values kept by name: the local clock's offset, the policy an administrator confirmed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from storage.store import Work, insert_new
from storage.tables import notes


async def read(work: Work, name: str) -> Any:
    """The value under this name, or None."""
    return (await work.conn.execute(select(notes.c.value).where(notes.c.name == name))).scalar_one_or_none()


async def write(work: Work, name: str, value: Any) -> None:
    """Keep a JSON value under this name."""
    if not await insert_new(work, notes, {"name": name, "value": value}):
        await work.conn.execute(update(notes).where(notes.c.name == name).values(value=value))


async def write_once(work: Work, name: str, value: Any) -> bool:
    """Keep a JSON value under this name unless there is one; true when it was kept."""
    return await insert_new(work, notes, {"name": name, "value": value})
