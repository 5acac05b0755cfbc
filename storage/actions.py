"""Actions kept: added, changed against the version seen, and read by child, owner, team or sitting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, case, func, select, true, update

from permanence.action import ENDED, OPEN, FromMessage, LaterDateAsked, PanelAction
from permanence.people.person import EVERY_TEAM
from storage.children import Child
from storage.databases.sqlite import quick
from storage.store import Press, Work, insert_returning_id
from storage.tables import actions, children

_WITH_CHILD = select(actions, children.c.team, children.c.initials).join(
    children, children.c.ref == actions.c.child_ref
)
_FIND = quick(_WITH_CHILD.where(actions.c.id == bindparam("of")))
_KEEP = quick(
    update(actions)
    .where(actions.c.id == bindparam("of"), actions.c.version == bindparam("seen"))
    .returning(actions.c.id)
)


async def add(
    work: Work,
    press: Press,
    child_ref: str,
    sitting_id: int | None,
    text: str,
    owner: str,
    due: date,
    *,
    meeting_id: int | None = None,
    message: FromMessage | None = None,
) -> int:
    """Keep a new action, of a sitting, of a planning meeting or from a message, and give its id."""
    values = {
        "child_ref": child_ref,
        "sitting_id": sitting_id,
        "meeting_id": meeting_id,
        "message_id": message.id if message else None,
        "message_at": message.at if message else None,
        "message_link": message.link or None if message else None,
        "text": text,
        "owner_oid": owner,
        "due": due,
        "state": OPEN,
        "created_at": press.at,
    }
    return await insert_returning_id(work, actions, values)


async def find(work: Work, action_id: int) -> PanelAction | None:
    """The action with this id."""
    row = (await work.conn.execute(_FIND, {"of": action_id})).first()
    return _action(row) if row else None


async def keep(work: Work, action: PanelAction, seen: int) -> bool:
    """Bring the row to these values if it is still at the version seen; false when somebody was there first."""
    values = {
        "text": action.text,
        "owner_oid": action.owner,
        "due": action.due,
        "state": action.state,
        "blocked_reason": action.blocked_reason,
        "asked_due": action.asked.due if action.asked else None,
        "asked_reason": action.asked.reason if action.asked else None,
        "asked_by": action.asked.by if action.asked else None,
        "done_at": action.done_at,
        "version": action.version,
    }
    kept = await work.conn.execute(_KEEP, {"of": action.id, "seen": seen, **values})
    return kept.first() is not None


async def of_child(work: Work, child_ref: str) -> list[PanelAction]:
    """All actions of a child, those done or cancelled too: open ones first, soonest due first."""
    return sorted(await _where(work, actions.c.child_ref == child_ref), key=lambda action: not action.is_open)


async def of_children(work: Work, child_refs: Iterable[str]) -> list[PanelAction]:
    """All actions of these children, those done or cancelled too, soonest due first."""
    return await _where(work, actions.c.child_ref.in_(list(child_refs)))


async def open_for(work: Work, child_refs: Iterable[str]) -> dict[str, list[PanelAction]]:
    """Open actions of these children, soonest due first; a child with none is left out."""
    wanted = list(child_refs)
    found: dict[str, list[PanelAction]] = {}
    for action in await _where(work, actions.c.child_ref.in_(wanted) & (actions.c.state.not_in(ENDED))):
        found.setdefault(action.child, []).append(action)
    return found


async def open_everywhere(work: Work) -> list[PanelAction]:
    """Every open action, soonest due first."""
    return await _where(work, actions.c.state.not_in(ENDED))


async def how_many_open(work: Work, today: date) -> dict[str, tuple[int, int]]:
    """By child: how many actions are not done, and how many of these are past their day."""
    late = func.sum(case((actions.c.due < today, 1), else_=0))
    counted = (
        select(actions.c.child_ref, func.count(), late)
        .where(actions.c.state.not_in(ENDED))
        .group_by(actions.c.child_ref)
    )
    return {ref: (int(count), int(overdue)) for ref, count, overdue in await work.conn.execute(counted)}


async def everywhere(work: Work) -> list[PanelAction]:
    """Every action, those done or cancelled too, soonest due first."""
    return await _where(work, true())


async def open_of(work: Work, owner: str, teams: frozenset[str]) -> list[PanelAction]:
    """Open actions that this person owns or that are of children of these teams, soonest due first."""
    theirs = true() if EVERY_TEAM in teams else children.c.team.in_(sorted(teams))
    return await _where(work, (actions.c.state.not_in(ENDED)) & ((actions.c.owner_oid == owner) | theirs))


async def of_sitting(work: Work, sitting_id: int) -> list[PanelAction]:
    """Every action agreed at a sitting, in the order agreed."""
    return sorted(await _where(work, actions.c.sitting_id == sitting_id), key=lambda action: action.id)


async def _where(work: Work, which: ColumnElement[bool]) -> list[PanelAction]:
    rows = await work.conn.execute(_WITH_CHILD.where(which).order_by(actions.c.due, actions.c.id))
    return [_action(row) for row in rows]


def _action(row: Row[Any]) -> PanelAction:
    asked = LaterDateAsked(row.asked_due, row.asked_reason or "", row.asked_by or "") if row.asked_due else None
    message = FromMessage(row.message_id, row.message_at, row.message_link or "") if row.message_id else None
    return PanelAction(
        id=row.id,
        child=row.child_ref,
        team=row.team,
        text=row.text,
        owner=row.owner_oid,
        due=row.due,
        state=row.state,
        version=row.version,
        sitting=row.sitting_id,
        meeting=row.meeting_id,
        message=message,
        blocked_reason=row.blocked_reason,
        asked=asked,
        done_at=row.done_at,
        label=Child(row.child_ref, row.initials).label,
    )
