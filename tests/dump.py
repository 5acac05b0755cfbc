"""Everything a database holds, to compare before with after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from storage.store import Store
from storage.tables import metadata


async def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order of its own."""
    held: dict[str, list[tuple[Any, ...]]] = {}
    async with store.read() as work:
        for table in metadata.sorted_tables:
            held[table.name] = sorted((tuple(row) for row in await work.conn.execute(select(table))), key=repr)
    return held
