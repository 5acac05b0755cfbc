"""Siblings kept: who a child's siblings in care are, held on both sides while they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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


async def keep(work: Work, siblings: Mapping[str, Sequence[str]]) -> None:
    """Bring these children's siblings to what is given."""
    for ref, its in siblings.items():
        await work.conn.execute(update(children).where(children.c.ref == ref).values(siblings=list(its)))
