"""Taking an import back: what it overwrote is remembered when it is written, and put back while nobody built on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, insert, null, select, update

from storage.history import line, record_lines
from storage.importing.imports import BATCH, TAKEN_BACK
from storage.store import Press, Work
from storage.tables import children, events, history, import_children, imports, items

OVERWRITTEN = (
    "initials",
    "date_of_birth",
    "unaccompanied",
    "team",
    "worker",
    "last_row",
    "aside",
    "siblings",
    "siblings_since",
    "record_from",
)
OWN = ("change_facts", "take_back_import")  # what imports themselves write of a child
OF_THE_PROCEDURE = "raise_referral"  # by itself on a morning, when a procedure asks for it


@dataclass(frozen=True, slots=True)
class KeptImport:
    """An import that was written. `last_item` is none for one written before imports could be taken back."""

    id: int
    kind: str
    file_name: str
    as_of: date | None
    at: datetime
    by: str
    counts: Mapping[str, int]
    last_item: int | None
    taken_back_at: datetime | None
    taken_back_because: str | None


async def every(work: Work) -> list[KeptImport]:
    """Every import, the newest first."""
    return [_kept(row) for row in await work.conn.execute(select(imports).order_by(imports.c.id.desc()))]


async def find(work: Work, number: int) -> KeptImport | None:
    """The import of this number."""
    row = (await work.conn.execute(select(imports).where(imports.c.id == number))).first()
    return _kept(row) if row else None


async def as_they_are(work: Work, refs: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What an import would overwrite of these children; nothing for one who is not there yet."""
    was: dict[str, dict[str, Any]] = {ref: {} for ref in refs}
    for start in range(0, len(refs), BATCH):
        its = select(children).where(children.c.ref.in_(refs[start : start + BATCH]))
        for row in await work.conn.execute(its):
            was[row.ref] = {name: _plain(getattr(row, name)) for name in OVERWRITTEN}
    return was


async def remember(work: Work, number: int, was: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep what an import overwrote."""
    rows = [{"import_id": number, "child_ref": ref, "was": dict(before)} for ref, before in was.items()]
    for start in range(0, len(rows), BATCH):
        await work.conn.execute(insert(import_children), rows[start : start + BATCH])


async def touched(work: Work, number: int) -> dict[str, Mapping[str, Any]]:
    """The children an import wrote, by reference, with what they were; nothing for one it brought."""
    query = select(import_children.c.child_ref, import_children.c.was).where(import_children.c.import_id == number)
    return {row.child_ref: row.was for row in await work.conn.execute(query.order_by(import_children.c.child_ref))}


async def later(work: Work, number: int) -> list[int]:
    """Later imports of any of the same children that stand."""
    mine = select(import_children.c.child_ref).where(import_children.c.import_id == number)
    query = (
        select(imports.c.id)
        .join(import_children, import_children.c.import_id == imports.c.id)
        .where(imports.c.id > number, imports.c.taken_back_at.is_(None), import_children.c.child_ref.in_(mine))
    )
    return sorted(set((await work.conn.execute(query)).scalars()))


async def built(work: Work, its: KeptImport) -> list[tuple[str, str]]:
    """What people did with the import's children since, as (child, what), one line for each kind of a child."""
    mine = select(import_children.c.child_ref).where(import_children.c.import_id == its.id)
    own_line = select(func.max(history.c.id)).where(
        history.c.subject == "import", history.c.subject_id == str(its.id), history.c.verb.like("import_%")
    )
    done = select(history.c.child_ref, history.c.subject).where(
        history.c.child_ref.in_(mine), history.c.id > own_line.scalar_subquery(), history.c.verb.not_in(OWN)
    )
    lines = [
        (row.child_ref, row.subject)
        for row in await work.conn.execute(done.where(history.c.verb != OF_THE_PROCEDURE).order_by(history.c.id))
    ]
    listed = select(items.c.child_ref).where(items.c.child_ref.in_(mine), items.c.id > (its.last_item or 0))
    lines += [(str(ref), "item") for ref in (await work.conn.execute(listed)).scalars()]
    recorded = select(events.c.child_ref).where(
        events.c.child_ref.in_(mine),
        events.c.recorded_at > its.at,
        events.c.withdrawn_at.is_(None),
        events.c.source.not_like("import %"),
    )
    lines += [(ref, "child") for ref in (await work.conn.execute(recorded)).scalars()]
    return list(dict.fromkeys(lines))


async def how_many_events(work: Work, number: int) -> tuple[int, int]:
    """How many events an import brought that stand, and how many it withdrew."""
    source = f"import {number}"
    counted = select(func.count()).select_from(events)
    brought = counted.where(events.c.source == source, events.c.withdrawn_at.is_(None))
    withdrew = counted.where(events.c.withdrawn_source == source)
    return tuple([int((await work.conn.execute(query)).scalar_one()) for query in (brought, withdrew)])  # type: ignore[return-value]


async def put_back(work: Work, press: Press, number: int, because: str) -> None:
    """Withdraw what it brought, restore what it withdrew and overwrote; whom it brought is kept aside."""
    source = f"import {number}"
    said = {"withdrawn_at": press.at, "withdrawn_by": press.by, "withdrawn_because": because}
    brought = (events.c.source == source, events.c.withdrawn_at.is_(None))
    await work.conn.execute(update(events).where(*brought).values(**said))
    nothing = dict.fromkeys(("withdrawn_at", "withdrawn_by", "withdrawn_because", "withdrawn_source"))
    await work.conn.execute(update(events).where(events.c.withdrawn_source == source).values(**nothing))
    was = await touched(work, number)
    for ref, before in was.items():
        values = {name: _read(name, before[name]) for name in OVERWRITTEN} if before else _gone()
        await work.conn.execute(update(children).where(children.c.ref == ref).values(**values))
    await _write_history(work, press, number, because, was)
    taken = {"taken_back_at": press.at, "taken_back_by": press.by, "taken_back_because": because}
    await work.conn.execute(update(imports).where(imports.c.id == number).values(**taken))


def _gone() -> dict[str, Any]:
    return {"aside": TAKEN_BACK, "last_row": {}}


async def _write_history(work: Work, press: Press, number: int, because: str, refs: Iterable[str]) -> None:
    said: dict[str, Any] = {"import": number, "because": because}
    done = [line(press, "take_back_import", "import", number, **said)]
    done += [line(press, "take_back_import", "child", ref, child_ref=ref, **said) for ref in refs]
    await record_lines(work, done)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if name in ("siblings_since", "record_from") and value is None:
        return null()
    return date.fromisoformat(value) if name == "date_of_birth" and value else value


def _kept(row: Row[Any]) -> KeptImport:
    return KeptImport(
        row.id,
        row.kind,
        row.file_name,
        row.as_of,
        row.at,
        row.by,
        row.counts,
        row.last_item,
        row.taken_back_at,
        row.taken_back_because,
    )
