"""Preparation kept: the lines of the procedure's checklist that are ready, by item."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, insert, select

from storage.store import Press, Work
from storage.tables import prepared


async def of(work: Work, item_ids: Iterable[int]) -> dict[int, set[str]]:
    """The lines that are ready, for each of these items that has any."""
    query = select(prepared.c.item_id, prepared.c.line).where(prepared.c.item_id.in_(list(item_ids)))
    found: dict[int, set[str]] = {}
    for row in await work.conn.execute(query):
        found.setdefault(row.item_id, set()).add(row.line)
    return found


async def bring_to(work: Work, press: Press, item_id: int, lines: Collection[str]) -> bool:
    """Let exactly these lines be ready; true when that changed anything. Who marked a line first stays with it."""
    before = (await of(work, [item_id])).get(item_id, set())
    gone, new = before - set(lines), [line for line in lines if line not in before]
    if gone:
        await work.conn.execute(delete(prepared).where(prepared.c.item_id == item_id, prepared.c.line.in_(list(gone))))
    if new:
        rows = [{"item_id": item_id, "line": line, "by": press.by, "at": press.at} for line in new]
        await work.conn.execute(insert(prepared), rows)
    return bool(gone or new)
