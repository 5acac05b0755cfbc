"""The history: who did what, when. It is only ever added to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select

from permanence.deeds import Verb
from storage.databases.sqlite import quick
from storage.store import Press, Work
from storage.tables import history

BATCH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history of a subject."""

    at: datetime
    by_oid: str
    by_name: str
    verb: Verb
    subject: str
    subject_id: str
    child_ref: str | None
    details: Mapping[str, Any]


_RECORD = quick(insert(history).inline())  # nobody asks for its id
_OF = quick(
    select(history)
    .where(history.c.subject == bindparam("kind"), history.c.subject_id == bindparam("of"))
    .order_by(history.c.id)
)


async def record(
    work: Work,
    press: Press,
    verb: Verb,
    subject: str,
    subject_id: int | str,
    *,
    child_ref: str | None = None,
    **details: Any,
) -> None:
    """Add a line: `verb` was done to the subject by the person of the press."""
    await work.conn.execute(_RECORD, line(press, verb, subject, subject_id, child_ref=child_ref, **details))


def line(
    press: Press, verb: Verb, subject: str, subject_id: int | str, *, child_ref: str | None = None, **details: Any
) -> dict[str, Any]:
    """The row of one line."""
    return {
        "at": press.at,
        "by_oid": press.by,
        "by_name": press.name,
        "verb": verb,
        "subject": subject,
        "subject_id": str(subject_id),
        "child_ref": child_ref,
        "details": details,
    }


async def record_lines(work: Work, lines: Sequence[dict[str, Any]]) -> None:
    """Add many lines at once."""
    for start in range(0, len(lines), BATCH):
        await work.conn.execute(insert(history), list(lines[start : start + BATCH]))


async def of(work: Work, subject: str, subject_id: int | str) -> list[Entry]:
    """The history of one subject, oldest first."""
    rows = await work.conn.execute(_OF, {"kind": subject, "of": str(subject_id)})
    return [_entry(row) for row in rows]


async def of_several(work: Work, subject: str, ids: Collection[int]) -> dict[str, list[Entry]]:
    """The history of several subjects of a kind, oldest first, by id."""
    its = (history.c.subject == subject, history.c.subject_id.in_([str(one) for one in ids]))
    found: dict[str, list[Entry]] = {}
    for row in await work.conn.execute(select(history).where(*its).order_by(history.c.id)):
        found.setdefault(row.subject_id, []).append(_entry(row))
    return found


async def last_of_each(work: Work, subject: str) -> dict[str, Entry]:
    """The last line of every subject of this kind, by its id."""
    last = select(func.max(history.c.id)).where(history.c.subject == subject).group_by(history.c.subject_id)
    rows = await work.conn.execute(select(history).where(history.c.id.in_(last)))
    return {row.subject_id: _entry(row) for row in rows}


async def of_child(work: Work, child_ref: str) -> list[Entry]:
    """Everything done that was about one child, oldest first."""
    rows = await work.conn.execute(select(history).where(history.c.child_ref == child_ref).order_by(history.c.id))
    return [_entry(row) for row in rows]


async def how_many(work: Work, verbs: Collection[Verb]) -> int:
    """How often these things were done."""
    counted = select(func.count()).select_from(history).where(history.c.verb.in_(verbs))
    return int((await work.conn.execute(counted)).scalar_one())


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.at, row.by_oid, row.by_name, row.verb, row.subject, row.subject_id, row.child_ref, row.details)
