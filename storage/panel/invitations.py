"""Invitations kept: one a manager and sitting, with the answer, who gave it and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update

from permanence.panel.sitting import ACCEPTED, INVITED, PASSED_ON, Invitation
from storage.store import Press, Work, insert_returning_id
from storage.tables import invitations, sittings


async def of(work: Work, sitting_id: int) -> list[Invitation]:
    """A sitting's invitations, oldest first."""
    query = select(invitations).where(invitations.c.sitting_id == sitting_id).order_by(invitations.c.id)
    return [_invitation(row) for row in await work.conn.execute(query)]


async def find(work: Work, invitation_id: int) -> Invitation | None:
    """The invitation with this id."""
    row = (await work.conn.execute(select(invitations).where(invitations.c.id == invitation_id))).first()
    return _invitation(row) if row else None


async def by_calendar_key(work: Work, key: str) -> Invitation | None:
    """The invitation whose calendar address has this secret part."""
    row = (await work.conn.execute(select(invitations).where(invitations.c.calendar_key == key))).first()
    return _invitation(row) if row else None


async def of_manager(work: Work, manager: str, since: date) -> list[Invitation]:
    """A manager's invitations to sittings from a day on, in order of their day."""
    query = (
        select(invitations)
        .join(sittings, sittings.c.id == invitations.c.sitting_id)
        .where(invitations.c.manager_oid == manager, sittings.c.on >= since)
        .order_by(sittings.c.on, invitations.c.id)
    )
    return [_invitation(row) for row in await work.conn.execute(query)]


async def add(work: Work, sitting_id: int, manager: str, calendar_key: str) -> int:
    """Invite a manager to a sitting; the new invitation's id."""
    values = {"sitting_id": sitting_id, "manager_oid": manager, "state": INVITED, "calendar_key": calendar_key}
    return await insert_returning_id(work, invitations, values)


async def answer(
    work: Work, press: Press, invitation_id: int, seen: int, state: str, reason: str | None = None
) -> bool:
    """Record an answer, if the invitation is still the one seen."""
    return await _change(
        work,
        invitation_id,
        seen,
        state=state,
        reason=reason,
        answered_by=press.by,
        answered_at=press.at,
    )


async def comes(work: Work, invitation_id: int, by: str, at: datetime) -> None:
    """Who chose when to come has answered: an invitation not answered yet is accepted, any other shows the change."""
    unanswered = (invitations.c.id == invitation_id, invitations.c.state == INVITED)
    answer = {"state": ACCEPTED, "answered_by": by, "answered_at": at}
    await work.conn.execute(update(invitations).where(*unanswered).values(answer))
    await touch(work, invitation_id)


async def ask_again(work: Work, invitation_id: int) -> None:
    """Put an invitation back to unanswered: what it asks has grown since the answer."""
    await _change(work, invitation_id, None, state=INVITED, reason=None, answered_by=None, answered_at=None)


async def pass_on(work: Work, invitation_id: int, why: str) -> None:
    """Nothing is asked of this manager any more: somebody else presents."""
    await _change(work, invitation_id, None, state=PASSED_ON, reason=why, answered_by=None, answered_at=None)


async def touch(work: Work, invitation_id: int) -> None:
    """Count a change to something the invitation shows."""
    await _change(work, invitation_id, None)


async def _change(work: Work, invitation_id: int, seen: int | None, **values: Any) -> bool:
    which = [invitations.c.id == invitation_id]
    if seen is not None:
        which.append(invitations.c.version == seen)
    values["version"] = invitations.c.version + 1
    changed = await work.conn.execute(update(invitations).where(*which).values(values).returning(invitations.c.id))
    return changed.first() is not None


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        id=row.id,
        sitting_id=row.sitting_id,
        manager=row.manager_oid,
        state=row.state,
        reason=row.reason,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        calendar_key=row.calendar_key,
        version=row.version,
    )
