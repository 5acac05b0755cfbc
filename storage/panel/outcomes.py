"""What came of a sitting: who attended, and what was recorded for each item."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, insert, select, update

from permanence.panel.seats import Mark, Present, of_marks
from permanence.panel.sitting import HEARD, HELD, NOTHING_BESIDE, PUBLISHED, REOPENED, Discussion
from storage.store import Press, Work
from storage.tables import attendance, items, sittings


async def attendance_of(work: Work, sitting_id: int) -> Present:
    """Who attended, sent apologies, or had their views ascertained, each by Entra object id or seat."""
    query = select(attendance).where(attendance.c.sitting_id == sitting_id)
    marks = {row.person: Mark(row.state, row.views, row.note or "") for row in await work.conn.execute(query)}
    instead = select(sittings.c.attended_instead).where(sittings.c.id == sitting_id)
    return of_marks(marks, (await work.conn.execute(instead)).scalar() or "")


async def set_attendance(work: Work, press: Press, sitting_id: int, present: Present) -> None:
    """Bring the attendance to this; what stood before is in the history."""
    instead = present.instead or None
    await work.conn.execute(update(sittings).where(sittings.c.id == sitting_id).values(attended_instead=instead))
    await work.conn.execute(delete(attendance).where(attendance.c.sitting_id == sitting_id))
    rows = [
        {
            "sitting_id": sitting_id,
            "person": person,
            "state": mark.state,
            "views": mark.views,
            "note": mark.why or None,
            "recorded_by": press.by,
            "recorded_at": press.at,
        }
        for person, mark in present.marks().items()
    ]
    if rows:
        await work.conn.execute(insert(attendance), rows)


async def record_item(
    work: Work,
    press: Press,
    item_id: int,
    seen: int,
    state: str,
    *,
    recommendation: str | None,
    reason: str | None,
    discussion: Discussion = NOTHING_BESIDE,
) -> bool:
    """Record what came of an item, if it is still the one seen."""
    recorded = await work.conn.execute(
        update(items)
        .where(items.c.id == item_id, items.c.version == seen)
        .values(
            state=state,
            recommendation=recommendation,
            reason=reason,
            differing_views=discussion.differing_views or None,
            resolution=discussion.resolution or None,
            options=discussion.options or None,
            recorded_by=press.by,
            recorded_at=press.at,
            version=items.c.version + 1,
        )
        .returning(items.c.id)
    )
    return recorded.first() is not None


async def to_record(work: Work, today: date, panel: str | None = None) -> int | None:
    """The sitting to record now: the earliest one published or opened again, and not closed, whose day has come."""
    query = (
        select(sittings.c.id)
        .where(sittings.c.state.in_((PUBLISHED, REOPENED)), sittings.c.on <= today)
        .order_by(sittings.c.on, sittings.c.id)
        .limit(1)
    )
    if panel is not None:
        query = query.where(sittings.c.panel == panel)
    return (await work.conn.execute(query)).scalar()


async def next_published(work: Work) -> date | None:
    """The day of the next sitting that is published and not closed."""
    query = select(sittings.c.on).where(sittings.c.state == PUBLISHED).order_by(sittings.c.on).limit(1)
    return (await work.conn.execute(query)).scalar()


async def heard_at(work: Work, child_ref: str) -> dict[date, int]:
    """The sittings held at which a child was heard: their day and id."""
    query = (
        select(sittings.c.on, sittings.c.id)
        .join(items, items.c.sitting_id == sittings.c.id)
        .where(items.c.child_ref == child_ref, items.c.state == HEARD, sittings.c.state.in_(HELD))
    )
    return {row.on: row.id for row in await work.conn.execute(query)}
