"""The day a council went live: from then on what only this record keeps is kept, and clocks nobody kept start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, update

from storage import notes
from storage.store import Work
from storage.tables import children

GOING_LIVE = "going_live"


async def read(work: Work) -> date | None:
    """None for a record that counts as whole, as every record did before there was such a day."""
    kept = await notes.read(work, GOING_LIVE)
    return date.fromisoformat(kept["day"]) if kept else None


async def is_chosen(work: Work) -> bool:
    """Whether somebody chose the day, so that no import sets it."""
    kept = await notes.read(work, GOING_LIVE)
    return bool(kept and kept["by"])


async def write(work: Work, day: date, by: str = "") -> None:
    """`by` is empty where the first import set it."""
    await notes.write(work, GOING_LIVE, {"day": day.isoformat(), "by": by})


async def keep_kinds(work: Work, found: Sequence[tuple[str, Mapping[str, date]]]) -> None:
    """From when the record of each of these children is whole, kind by kind."""
    statement = (
        update(children).where(children.c.ref == bindparam("of_child")).values(record_from=bindparam("of_kinds"))
    )
    rows = [
        {"of_child": ref, "of_kinds": {kind: day.isoformat() for kind, day in sorted(kinds.items())}}
        for ref, kinds in found
        if kinds
    ]
    if rows:
        await work.conn.execute(statement, rows)
