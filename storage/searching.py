"""What is searched while somebody types: every child and every open action, in no more columns than are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from permanence.action import ENDED, PanelAction
from storage import actions as kept
from storage.databases.sqlite import quick
from storage.store import Work
from storage.tables import actions, children


@dataclass(frozen=True, slots=True)
class ChildWords:
    """What a child is found by."""

    ref: str
    initials: str
    team: str | None


@dataclass(frozen=True, slots=True)
class ActionWords:
    """What an open action is found by, with its child's."""

    id: int
    text: str
    owner: str  # Entra object id
    child: ChildWords


_CHILDREN = quick(
    select(children.c.ref, children.c.initials, children.c.team)
    .where(children.c.aside.is_(None))
    .order_by(children.c.ref)
)
_ACTIONS = quick(
    select(
        actions.c.id,
        actions.c.text,
        actions.c.owner_oid,
        children.c.ref,
        children.c.initials,
        children.c.team,
    )
    .join(children, children.c.ref == actions.c.child_ref)
    .where(actions.c.state.not_in(ENDED))
    .order_by(actions.c.due, actions.c.id)
)


async def every_child(work: Work) -> list[ChildWords]:
    """All children, by reference."""
    return [ChildWords(*row) for row in await work.conn.execute(_CHILDREN)]


async def every_open_action(work: Work) -> list[ActionWords]:
    """All actions not done, soonest due first."""
    rows = await work.conn.execute(_ACTIONS)
    return [ActionWords(row[0], row[1], row[2], ChildWords(*row[3:])) for row in rows]


async def these_actions(work: Work, ids: Iterable[int]) -> list[PanelAction]:
    """The actions of these few ids, whole, in that order."""
    found = [await kept.find(work, action_id) for action_id in ids]
    return [action for action in found if action]
