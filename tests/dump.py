"""Everything a database holds, to compare before with after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from storage.store import Store, Work
from storage.tables import metadata


async def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order of its own."""
    async with store.read() as work:
        return await rows_of(work)


async def rows_of(work: Work) -> dict[str, list[tuple[Any, ...]]]:
    """The same, as it stands within a transaction."""
    held: dict[str, list[tuple[Any, ...]]] = {}
    for table in metadata.sorted_tables:
        held[table.name] = sorted((tuple(row) for row in await work.conn.execute(select(table))), key=repr)
    return held
