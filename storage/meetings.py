"""Planning meetings kept: asked for, arranged, recorded against the version seen, and found by child."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Row, select, update

from permanence.meetings.meeting import CALLED_OFF, HELD, SCHEDULED, TO_COME, Meeting, Record, as_json, from_json
from storage.store import Press, Work, insert_new, insert_returning_id
from storage.tables import meetings


async def add(
    work: Work,
    press: Press,
    child_ref: str,
    kind: str,
    record: Record,
    *,
    state: str,
    on: date | None = None,
    time: str = "",
    reason: str = "",
) -> Meeting | None:
    """A new meeting to come; None when the child already has one of this kind."""
    values = {
        "child_ref": child_ref,
        "kind": kind,
        "state": state,
        "on": on,
        "time": time or None,
        "reason": reason or None,
        "asked_by": press.by,
        "asked_at": press.at,
        "record": as_json(record),
    }
    return await to_come(work, child_ref, kind) if await insert_new(work, meetings, values) else None


async def add_held(work: Work, press: Press, child_ref: str, kind: str, record: Record, *, on: date) -> int:
    """A meeting that was held without ever being to come; its id."""
    values = {"child_ref": child_ref, "kind": kind, "state": HELD, "on": on, "record": as_json(record)}
    return await insert_returning_id(work, meetings, {**values, "asked_by": press.by, "asked_at": press.at})


async def find(work: Work, meeting_id: int) -> Meeting | None:
    """The meeting with this id."""
    row = (await work.conn.execute(select(meetings).where(meetings.c.id == meeting_id))).first()
    return _meeting(row) if row else None


async def to_come(work: Work, child_ref: str, kind: str) -> Meeting | None:
    """The child's meeting of this kind that is asked for or arranged."""
    query = select(meetings).where(
        meetings.c.child_ref == child_ref, meetings.c.kind == kind, meetings.c.state.in_(TO_COME)
    )
    row = (await work.conn.execute(query)).first()
    return _meeting(row) if row else None


async def held(work: Work, child_ref: str, kind: str | None = None) -> list[Meeting]:
    """The child's meetings held, of this kind or of any, latest first."""
    query = select(meetings).where(meetings.c.child_ref == child_ref, meetings.c.state == HELD)
    if kind is not None:
        query = query.where(meetings.c.kind == kind)
    rows = await work.conn.execute(query.order_by(meetings.c.on.desc(), meetings.c.id.desc()))
    return [_meeting(row) for row in rows]


async def last_of(work: Work, child_ref: str, kind: str) -> Meeting | None:
    """The child's last meeting of this kind: the last one held, unless one begun after it was called off."""
    last = next(iter(await held(work, child_ref, kind)), None)
    its = [one for one in await of_child(work, child_ref) if one.kind == kind and one.state == CALLED_OFF]
    return its[-1] if its and (last is None or its[-1].id > last.id) else last


async def of_child(work: Work, child_ref: str) -> list[Meeting]:
    """Every planning meeting of a child, in the order asked for."""
    rows = await work.conn.execute(select(meetings).where(meetings.c.child_ref == child_ref).order_by(meetings.c.id))
    return [_meeting(row) for row in rows]


async def arranged(work: Work, child_refs: Iterable[str] | None = None) -> list[Meeting]:
    """Every meeting that has a day and is not held yet, soonest first; or those of these children."""
    query = select(meetings).where(meetings.c.state == SCHEDULED)
    if child_refs is not None:
        query = query.where(meetings.c.child_ref.in_(list(child_refs)))
    return [_meeting(row) for row in await work.conn.execute(query.order_by(meetings.c.on, meetings.c.id))]


async def change(work: Work, meeting_id: int, seen: int, **values: Any) -> int | None:
    """Bring it to these values if it is still at the version seen; the new version, or None."""
    if isinstance(values.get("record"), Record):
        values["record"] = as_json(values["record"])
    changed = await work.conn.execute(
        update(meetings)
        .where(meetings.c.id == meeting_id, meetings.c.version == seen)
        .values(**values, version=meetings.c.version + 1)
        .returning(meetings.c.version)
    )
    row = changed.first()
    return int(row.version) if row else None


async def touch(work: Work, meeting_id: int) -> int:
    """Count the version on, because something shown with the meeting changed; the new version."""
    changed = await work.conn.execute(
        update(meetings)
        .where(meetings.c.id == meeting_id)
        .values(version=meetings.c.version + 1)
        .returning(meetings.c.version)
    )
    return int(changed.scalar_one())


async def asker(work: Work, meeting_id: int) -> str:
    """The object id of whoever asked for it or arranged it first."""
    return str((await work.conn.execute(select(meetings.c.asked_by).where(meetings.c.id == meeting_id))).scalar_one())


async def asked_at(work: Work, meeting_id: int) -> datetime:
    """When it was asked for or arranged first."""
    found = await work.conn.execute(select(meetings.c.asked_at).where(meetings.c.id == meeting_id))
    return cast("datetime", found.scalar_one())


async def day_of(work: Work, meeting_id: int) -> date | None:
    """The day a meeting is arranged for or was held."""
    return (await work.conn.execute(select(meetings.c.on).where(meetings.c.id == meeting_id))).scalar()


def _meeting(row: Row[Any]) -> Meeting:
    return Meeting(
        id=row.id,
        child=row.child_ref,
        kind=row.kind,
        state=row.state,
        record=from_json(row.record),
        on=row.on,
        time=row.time or "",
        reason=row.reason or "",
        version=row.version,
    )
