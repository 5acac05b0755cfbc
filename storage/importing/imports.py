"""Imports: what is known before one, the children and events it writes in batches, and the row that says it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, select, text, update

from permanence.journey import Event
from storage import history
from storage.children import event_row, fields_key
from storage.databases.inserting import conflicting_insert
from storage.store import Press, Work, insert_returning_id
from storage.tables import children, events, imports, items

BATCH = 500
SHORT_BREAKS, TAKEN_BACK = "short_breaks", "taken_back"  # why a child is kept aside
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """The facts of a child that are not events, and what the imported row said. `was` holds the facts changed.

    A child kept `aside` is in no list: only what was told of them is kept, for the next comparison.
    """

    ref: str
    initials: str
    date_of_birth: date | None
    unaccompanied: bool
    team: str | None
    worker: str | None
    last_row: Mapping[str, Any]
    was: Mapping[str, str] = field(default_factory=dict)
    aside: str | None = None


async def one_at_a_time(work: Work) -> None:
    """Hold other imports back until this transaction ends, so that each compares with what the one before wrote."""
    if work.conn.dialect.name == "postgresql":
        await work.conn.execute(text("LOCK TABLE imports IN SHARE ROW EXCLUSIVE MODE"))


async def last_rows(work: Work) -> tuple[dict[str, Mapping[str, Any]], dict[str, Mapping[str, Any]]]:
    """What the last imported row said of each child, by reference: of those in the lists, and of those in short breaks.

    Nothing of a child whose import was taken back: it is as if nobody had told of them.
    """
    found: dict[str, Mapping[str, Any]] = {}
    aside: dict[str, Mapping[str, Any]] = {}
    async with work.conn.stream(select(children.c.ref, children.c.last_row, children.c.aside)) as rows:
        async for page in rows.partitions(BATCH):
            found.update({row.ref: row.last_row for row in page if row.aside is None})
            aside.update({row.ref: row.last_row for row in page if row.aside == SHORT_BREAKS})
    return found, aside


async def open_import(
    work: Work, press: Press, kind: str, file_name: str, sha256: str, as_of: date | None, counts: Mapping[str, int]
) -> int:
    """Say that this file was imported; its id names the source of what it brings."""
    last_item = int((await work.conn.execute(select(func.coalesce(func.max(items.c.id), 0)))).scalar_one())
    values = {"kind": kind, "file_name": file_name, "sha256": sha256, "as_of": as_of, "last_item": last_item}
    return await insert_returning_id(work, imports, {**values, "at": press.at, "by": press.by, "counts": dict(counts)})


async def how_many(work: Work) -> int:
    """How many imports there have been."""
    return int((await work.conn.execute(select(func.count()).select_from(imports))).scalar_one())


async def keep_children(work: Work, found: Sequence[ChildFacts]) -> None:
    """Add children, or bring those kept to these facts."""
    into = conflicting_insert(children, work.conn.dialect.name)
    kept = {name: into.excluded[name] for name in _row(found[0]) if name != "ref"} if found else {}
    statement = into.on_conflict_do_update(index_elements=["ref"], set_=kept)
    for batch in _batches(found):
        await work.conn.execute(statement, [{**_row(child), "siblings": []} for child in batch])


async def record_changes(work: Work, press: Press, import_id: int, found: Sequence[ChildFacts]) -> None:
    """One line of history for each child whose facts were overwritten, with what they were."""
    await history.record_lines(
        work,
        [
            history.line(
                press, "change_facts", "child", c.ref, child_ref=c.ref, **{"import": import_id, "was": dict(c.was)}
            )
            for c in found
            if c.was
        ],
    )


async def add_events(work: Work, press: Press, source: str, found: Sequence[tuple[str, Event]]) -> int:
    """Add events to journeys; how many were new."""
    into = conflicting_insert(events, work.conn.dialect.name)
    statement = into.on_conflict_do_nothing().returning(events.c.id)
    added = 0
    for batch in _batches(found):
        rows = [event_row(press, source, ref, event) for ref, event in batch]
        added += len((await work.conn.execute(statement, rows)).all())
    return added


async def withdraw_events(work: Work, press: Press, source: str, found: Sequence[tuple[str, Event, str]]) -> None:
    """Mark events as withdrawn, each with its reason; they stay in the record."""
    statement = (
        update(events)
        .where(
            events.c.child_ref == bindparam("of_child"),
            events.c.on == bindparam("of_day"),
            events.c.type == bindparam("of_type"),
            events.c.fields_key == bindparam("of_fields"),
            events.c.withdrawn_at.is_(None),
        )
        .values(
            withdrawn_at=press.at,
            withdrawn_by=press.by,
            withdrawn_because=bindparam("because"),
            withdrawn_source=source,
        )
    )
    rows = [
        {"of_child": ref, "of_day": event.on, "of_type": event.type, "of_fields": fields_key(event), "because": why}
        for ref, event, why in found
    ]
    for batch in _batches(rows):
        await work.conn.execute(statement, list(batch))


def _batches(found: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


def _row(child: ChildFacts) -> dict[str, Any]:
    return {
        "ref": child.ref,
        "initials": child.initials,
        "date_of_birth": child.date_of_birth,
        "unaccompanied": child.unaccompanied,
        "team": child.team,
        "worker": child.worker,
        "last_row": dict(child.last_row),
        "aside": child.aside,
    }
