"""How far the record has come: what was worked out at one mark still holds at an equal one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from storage.databases.sqlite import quick
from storage.store import Work
from storage.tables import events, history, imports

_MARK = quick(
    select(
        select(func.max(history.c.id)).scalar_subquery().label("history"),
        select(func.max(events.c.id)).scalar_subquery().label("events"),
        select(func.max(imports.c.id)).scalar_subquery().label("imports"),
    )
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest line of the history, of the children's events and of the imports: every change leaves one."""

    history: int
    events: int
    imports: int


async def mark(work: Work) -> Mark:
    """The mark of what this transaction sees."""
    row = (await work.conn.execute(_MARK)).one()
    return Mark(row.history or 0, row.events or 0, row.imports or 0)
