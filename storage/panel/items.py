"""The items of an agenda: a child, or a manager's open actions, with the reason and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from permanence.panel.sitting import HEARD, LISTED, RELEASED, Candidate, Discussion, Item
from storage.children import Child
from storage.store import Work, insert_returning_id
from storage.tables import children, items, slots

ON_THE_AGENDA = (LISTED, HEARD)


async def of(work: Work, sitting_id: int, states: Iterable[str] = ON_THE_AGENDA) -> list[Item]:
    """A sitting's items in order: those on the agenda, or those in the states asked for."""
    query = _with_child().where(items.c.sitting_id == sitting_id, items.c.state.in_(list(states)))
    return [_item(row) for row in await work.conn.execute(query.order_by(items.c.position, items.c.id))]


@dataclass(frozen=True, slots=True)
class TimedItem:
    """An item with the time of its slot; none before the agenda is published."""

    item: Item
    starts_at: datetime | None
    ends_at: datetime | None


async def in_time_order(work: Work, sitting_id: int, states: Iterable[str]) -> list[TimedItem]:
    """A sitting's items in these states as they come in the afternoon; those without a slot last, in their order."""
    query = (
        _with_child()
        .add_columns(slots.c.starts_at, slots.c.ends_at)
        .outerjoin(slots, slots.c.item_id == items.c.id)
        .where(items.c.sitting_id == sitting_id, items.c.state.in_(list(states)))
        .order_by(slots.c.starts_at.is_(None), slots.c.starts_at, items.c.position, items.c.id)
    )
    return [TimedItem(_item(row), row.starts_at, row.ends_at) for row in await work.conn.execute(query)]


async def find(work: Work, item_id: int) -> Item | None:
    """The item with this id."""
    row = (await work.conn.execute(_with_child().where(items.c.id == item_id))).first()
    return _item(row) if row else None


async def of_child(work: Work, child_ref: str) -> list[Item]:
    """Every item a child ever had, on whatever sitting, in the order they were listed."""
    query = _with_child().where(items.c.child_ref == child_ref).order_by(items.c.id)
    return [_item(row) for row in await work.conn.execute(query)]


async def add(work: Work, sitting_id: int, position: int, candidate: Candidate) -> int:
    """List somebody on a sitting; the new item's id. Who has no manager cannot be listed."""
    assert candidate.manager is not None
    return await insert_returning_id(
        work,
        items,
        {
            "sitting_id": sitting_id,
            "child_ref": candidate.child,
            "manager_oid": candidate.manager,
            "for_oid": candidate.stands_for,
            "position": position,
            "clause": candidate.clause,
            "because": candidate.because,
            "due": candidate.due,
            "state": LISTED,
        },
    )


async def place(work: Work, item_id: int, position: int) -> None:
    """Give an item its place in the order."""
    await work.conn.execute(update(items).where(items.c.id == item_id).values(position=position))


async def present(work: Work, item_id: int, manager: str, stands_for: str | None) -> None:
    """Have somebody else present an item, for its manager who is away or as that manager again."""
    await work.conn.execute(
        update(items)
        .where(items.c.id == item_id)
        .values(manager_oid=manager, for_oid=stands_for, version=items.c.version + 1)
    )


async def set_state(work: Work, item_id: int, state: str, *, was: str = LISTED) -> bool:
    """Move an item on, if it still stands as it `was`."""
    changed = await work.conn.execute(
        update(items)
        .where(items.c.id == item_id, items.c.state == was)
        .values(state=state, version=items.c.version + 1)
        .returning(items.c.id)
    )
    return changed.first() is not None


async def released_managers(work: Work, sitting_id: int) -> set[str]:
    """Managers who gave up a slot of this sitting, all of them or a child's."""
    query = select(items.c.manager_oid).where(items.c.sitting_id == sitting_id, items.c.state == RELEASED)
    return {row.manager_oid for row in await work.conn.execute(query)}


def _with_child() -> Any:
    return select(items, children.c.initials, children.c.team).outerjoin(children, children.c.ref == items.c.child_ref)


def _item(row: Row[Any]) -> Item:
    return Item(
        id=row.id,
        sitting_id=row.sitting_id,
        child=row.child_ref,
        label=Child(row.child_ref, row.initials or "").label if row.child_ref else "",
        manager=row.manager_oid,
        position=row.position,
        clause=row.clause,
        because=row.because,
        due=row.due,
        state=row.state,
        version=row.version,
        team=row.team,
        recommendation=row.recommendation,
        reason=row.reason,
        discussion=Discussion(row.differing_views or "", row.resolution or "", row.options or ""),
        stands_for=row.for_oid,
    )
