"""Sittings kept: one row a sitting, changed only by somebody who saw it as it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select, update

from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.sitting import DEFERRED, DRAFT, HEARD, HELD, LISTED, PUBLISHED, RELEASED, STOOD_DOWN, Sitting
from storage.databases.sqlite import quick
from storage.store import Work, insert_new
from storage.tables import items, sittings

_FIND = quick(select(sittings).where(sittings.c.id == bindparam("of")))
_HOLD = _FIND.with_for_update()


async def add(work: Work, sitting: Sitting) -> bool:
    """Keep a new sitting (its `id` is given by the store); false when its panel has one that day already."""
    return await insert_new(
        work, sittings, {name: getattr(sitting, name) for name in sitting.__slots__ if name != "id"}
    )


async def find(work: Work, sitting_id: int, *, hold: bool = False) -> Sitting | None:
    """The sitting with this id. With `hold` nobody else changes it, or what belongs to it, until we are done."""
    row = (await work.conn.execute(_HOLD if hold else _FIND, {"of": sitting_id})).first()
    return _sitting(row) if row else None


async def on_day(work: Work, panel: str, on: date) -> Sitting | None:
    """A panel's sitting of that day; one stood down does not count."""
    there = (sittings.c.panel == panel, sittings.c.on == on, sittings.c.state != STOOD_DOWN)
    query = select(sittings).where(*there)
    row = (await work.conn.execute(query)).first()
    return _sitting(row) if row else None


async def current(work: Work, today: date, panel: str | None = None) -> Sitting | None:
    """The next published sitting from today on; when there is none, the latest one published or closed."""
    known = select(sittings).where(sittings.c.state.in_((PUBLISHED, *HELD)))
    if panel is not None:
        known = known.where(sittings.c.panel == panel)
    ahead = known.where(sittings.c.on >= today, sittings.c.state == PUBLISHED).order_by(sittings.c.on).limit(1)
    behind = known.order_by(sittings.c.on.desc()).limit(1)
    for query in (ahead, behind):
        row = (await work.conn.execute(query)).first()
        if row:
            return _sitting(row)
    return None


async def published_between(work: Work, start: date, end: date) -> list[Sitting]:
    """Published or closed sittings from `start` to `end`, both included, in order."""
    query = select(sittings).where(sittings.c.on.between(start, end), sittings.c.state.in_((PUBLISHED, *HELD)))
    return [_sitting(row) for row in await work.conn.execute(query.order_by(sittings.c.on, sittings.c.id))]


async def past(work: Work, today: date, start: int, count: int) -> tuple[list[Sitting], int]:
    """Sittings held, or whose day has gone, newest first: so many of them from a place on, and how many there are."""
    gone = or_(sittings.c.state.in_(HELD), and_(sittings.c.state == PUBLISHED, sittings.c.on < today))
    query = select(sittings).where(gone).order_by(sittings.c.on.desc(), sittings.c.id.desc())
    rows = await work.conn.execute(query.offset(start).limit(count))
    total = await work.conn.execute(select(func.count()).select_from(sittings).where(gone))
    return [_sitting(row) for row in rows], int(total.scalar_one())


async def to_come(work: Work, today: date, states: Iterable[str]) -> list[Sitting]:
    """Sittings from today on in these states, in order of their day."""
    query = select(sittings).where(sittings.c.on >= today, sittings.c.state.in_(list(states)))
    return [_sitting(row) for row in await work.conn.execute(query.order_by(sittings.c.starts_at, sittings.c.id))]


async def open_between(work: Work, start: date, end: date) -> list[Sitting]:
    """Sittings from `start` to `end` that are still to be held, drafts too, held until we are done."""
    query = select(sittings).where(sittings.c.on.between(start, end), sittings.c.state.in_((DRAFT, PUBLISHED)))
    return [_sitting(row) for row in await work.conn.execute(query.order_by(sittings.c.id).with_for_update())]


async def announced_since(work: Work, start: date) -> list[Sitting]:
    """Every sitting from a day on that was ever published, those stood down too, in order."""
    query = select(sittings).where(sittings.c.on >= start, sittings.c.state != DRAFT)
    return [_sitting(row) for row in await work.conn.execute(query.order_by(sittings.c.on, sittings.c.id))]


async def kept(work: Work) -> tuple[KeptSitting, ...]:
    """Every sitting that was ever published, with the procedure's own day for it."""
    its = (sittings.c.panel, sittings.c.planned_on, sittings.c.on, sittings.c.state, sittings.c.kind, sittings.c.theme)
    rows = await work.conn.execute(select(*its).where(sittings.c.state != DRAFT).order_by(sittings.c.id))
    return tuple(
        KeptSitting(row.panel, row.planned_on or row.on, row.on, row.state == STOOD_DOWN, row.kind, row.theme)
        for row in rows
    )


async def drafts(work: Work, panel: str, start: date) -> list[Sitting]:
    """A panel's agendas in draft from a day on, in order, held until we are done."""
    its = (sittings.c.panel == panel, sittings.c.state == DRAFT, sittings.c.on >= start)
    query = select(sittings).where(*its).order_by(sittings.c.on).with_for_update()
    return [_sitting(row) for row in await work.conn.execute(query)]


async def days_taken(work: Work, panel: str, days: Iterable[date]) -> dict[date, Sitting]:
    """Those of these days on which the panel has a sitting, draft or not, or had one that was moved or stood down."""
    wanted = set(days)
    there = or_(sittings.c.on.in_(wanted), sittings.c.planned_on.in_(wanted))
    found: dict[date, Sitting] = {}
    for row in await work.conn.execute(select(sittings).where(sittings.c.panel == panel, there)):
        found |= {day: _sitting(row) for day in (row.planned_on, row.on) if day in wanted}
    return found


async def set_state(work: Work, sitting_id: int, seen: int, state: str) -> bool:
    """Move a sitting on, if its version is still the one seen."""
    return await _change(work, and_(sittings.c.id == sitting_id, sittings.c.version == seen), state=state)


async def move(work: Work, seen: Sitting, on: date, by: timedelta) -> bool:
    """Move a sitting to a day and by so much time, if it is still the one seen; the procedure's own day is kept."""
    return await _change(
        work,
        and_(sittings.c.id == seen.id, sittings.c.version == seen.version),
        on=on,
        planned_on=func.coalesce(sittings.c.planned_on, sittings.c.on),
        starts_at=seen.starts_at + by,
        ends_at=seen.ends_at + by,
    )


async def replan(work: Work, seen: Sitting, kind: str, theme: str | None, clause: str) -> bool:
    """Make a draft what its day is for now, if it is still the one seen."""
    its = (sittings.c.id == seen.id, sittings.c.version == seen.version, sittings.c.state == DRAFT)
    return await _change(work, and_(*its), kind=kind, theme=theme, clause=clause)


async def touch(work: Work, sitting_id: int) -> int:
    """Count a change to the sitting or to something shown with it; the new version."""
    changed = await work.conn.execute(
        update(sittings)
        .where(sittings.c.id == sitting_id)
        .values(version=sittings.c.version + 1)
        .returning(sittings.c.version)
    )
    return int(changed.scalar_one())


async def children_on_open_sittings(
    work: Work, today: date, besides: int | None = None, panel: str | None = None
) -> dict[str, Sitting]:
    """Children listed on a sitting not closed yet (or of this panel), and the first; a draft gone by holds nobody."""
    query = (
        select(sittings, items.c.child_ref)
        .join(items, items.c.sitting_id == sittings.c.id)
        .where(
            or_(sittings.c.state == PUBLISHED, and_(sittings.c.state == DRAFT, sittings.c.on >= today)),
            items.c.state == LISTED,
            items.c.child_ref.is_not(None),
        )
        .order_by(sittings.c.on.desc(), sittings.c.id)
    )
    if besides is not None:
        query = query.where(sittings.c.id != besides)
    if panel is not None:
        query = query.where(sittings.c.panel == panel)
    return {row.child_ref: _sitting(row) for row in await work.conn.execute(query)}


async def times_put_off(work: Work, until: date | None = None, panel: str | None = None) -> dict[str, int]:
    """How many sittings running each child was on and lost the slot or was not heard, up to the latest one it was on.

    Children heard at their latest sitting, or still listed for one, are not among them. Of a panel, only its sittings
    count.
    """
    query = (
        select(items.c.child_ref, items.c.state, items.c.sitting_id)
        .join(sittings, items.c.sitting_id == sittings.c.id)
        .where(
            sittings.c.state != DRAFT,
            items.c.child_ref.is_not(None),
            items.c.state.in_((RELEASED, DEFERRED, LISTED, HEARD)),
        )
        .order_by(sittings.c.on, items.c.id)
    )
    if until is not None:
        query = query.where(sittings.c.on <= until)
    if panel is not None:
        query = query.where(sittings.c.panel == panel)
    # What became of a child at each sitting: the last item of those it had there.
    last = {(row.child_ref, row.sitting_id): row.state for row in await work.conn.execute(query)}
    running: dict[str, int] = {}
    for (child, _), state in last.items():
        running[child] = running.get(child, 0) + 1 if state in (RELEASED, DEFERRED) else 0
    return {child: times for child, times in running.items() if times}


async def _change(work: Work, which: Any, **values: Any) -> bool:
    values["version"] = sittings.c.version + 1
    changed = await work.conn.execute(update(sittings).where(which).values(values).returning(sittings.c.id))
    return changed.first() is not None


def _sitting(row: Row[Any]) -> Sitting:
    return Sitting(
        id=row.id,
        panel=row.panel,
        on=row.on,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        kind=row.kind,
        theme=row.theme,
        clause=row.clause,
        slot_minutes=row.slot_minutes,
        state=row.state,
        version=row.version,
    )
