"""Siblings kept: who a child's siblings in care are, held on both sides while they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select, update

from storage.store import Work
from storage.tables import children


async def hold(work: Work, refs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The siblings of each of these children, held in one order until the transaction ends."""
    query = select(children.c.ref, children.c.siblings).where(children.c.ref.in_(list(refs)))
    rows = await work.conn.execute(query.order_by(children.c.ref).with_for_update())
    return {row.ref: tuple(row.siblings) for row in rows}


async def of(work: Work, refs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The siblings of each of these children who has any."""
    query = select(children.c.ref, children.c.siblings).where(children.c.ref.in_(list(refs)))
    return {row.ref: tuple(row.siblings) for row in await work.conn.execute(query) if row.siblings}


async def known_by(work: Work, group: Iterable[str], day: date) -> None:
    """These children were known as one another's siblings on this day, whenever it was written down."""
    refs = sorted(group)
    query = select(children.c.ref, children.c.siblings_since).where(children.c.ref.in_(refs))
    for row in list(await work.conn.execute(query)):
        since = row.siblings_since or {}
        earlier = {ref: day.isoformat() for ref in refs if since.get(ref, "") > day.isoformat()}
        if earlier:
            values = {"siblings_since": {**since, **earlier}}
            await work.conn.execute(update(children).where(children.c.ref == row.ref).values(values))


async def keep(work: Work, siblings: Mapping[str, Sequence[str]], since: date | None = None) -> None:
    """Bring these children's siblings to what is given; who is new is known since that day, or from the beginning."""
    query = select(children.c.ref, children.c.siblings, children.c.siblings_since)
    for row in list(await work.conn.execute(query.where(children.c.ref.in_(list(siblings))))):
        its, known = siblings[row.ref], row.siblings_since or {}
        new = {ref: since.isoformat() for ref in its if since and ref not in row.siblings}
        kept = {ref: day for ref, day in known.items() if ref in its}
        values = {"siblings": list(its), "siblings_since": {**new, **kept}}
        await work.conn.execute(update(children).where(children.c.ref == row.ref).values(values))
