"""The outbox: what is to be posted, written in the transaction of the change it tells of, and claimed by lease."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from permanence.subject import Subject
from storage.databases.sqlite import quick
from storage.store import Work, insert_new
from storage.tables import outbox
from storage.types import Instant

CHANNEL = "channel"
LEASE = timedelta(seconds=60)
OPEN = ("waiting", "sending")
STATES = (*OPEN, "sent", "cancelled", "failed", "unknown")


@dataclass(frozen=True, slots=True)
class Letter:
    """One row of the outbox, as claimed: `lease` is the fencing number its completion must still hold."""

    id: int
    key: str
    kind: str
    subject_id: str
    recipient: str
    attempts: int
    lease: int
    created_at: datetime
    lease_until: datetime | None = None
    perhaps: int = 0  # posts of it that Teams may have taken
    abandoned: int = 0  # senders that ended, one after another, before they had drawn it

    @property
    def subject(self) -> Subject:
        return Subject(self.kind, self.subject_id)


_CLOSE = quick(
    update(outbox).where(
        outbox.c.id == bindparam("of"), outbox.c.state == "sending", outbox.c.lease == bindparam("held")
    )
)


async def tell(
    work: Work,
    subject: Subject,
    mark: int | str,
    at: datetime,
    recipient: str = CHANNEL,
    *,
    key: str = "",
) -> bool:
    """Ask for a post or update of a subject; false when this very thing was asked before.

    `mark` is what is new about it, its version mostly: with the subject it makes a key that is unique for ever. `key`
    is given only where a stored spelling is another one.
    """
    values = {
        "key": key or subject.key(mark),
        "kind": subject.kind,
        "subject_id": subject.id,
        "recipient": recipient,
        "state": "waiting",
        "next_at": at,
        "created_at": at,
        "wanted_at": at,
    }
    return await insert_new(work, outbox, values)


async def claim(work: Work, now: datetime, held: frozenset[str] = frozenset()) -> Letter | None:
    """Lease the next ready row whose recipient is not held. Rows of one subject are sent one after another, in order.

    A row whose lease ran out is ready again: its sender is taken to be dead.
    """
    now_and_held = {"now": now, "until": now + LEASE, "held": sorted(held)}
    # One after the other, so that each is answered from the front of an index however long the queue is.
    for ready in _READY:
        row = (await work.conn.execute(_claiming(ready, work.conn.dialect.name), now_and_held)).first()
        if row:
            return letter_of(row)
    return None


@cache
def _claiming(state: str, dialect: str) -> ReturningUpdate[Any]:
    ready = _READY[state]
    free = outbox.c.recipient.not_in(bindparam("held", expanding=True))
    pick = select(outbox.c.id).where(ready, free, ~_BEHIND_ANOTHER).order_by(outbox.c.next_at, outbox.c.id).limit(1)
    if dialect == "postgresql":
        pick = pick.with_for_update(skip_locked=True, of=outbox)
    return (
        update(outbox)
        .where(outbox.c.id == pick.scalar_subquery(), ready)
        .values(
            state="sending",
            attempts=outbox.c.attempts + 1,
            lease=outbox.c.lease + 1,
            lease_until=bindparam("until"),
            abandoned=outbox.c.abandoned + (1 if state == "sending" else 0),
        )
        .returning(outbox)
    )


_OTHER = outbox.alias("other")
_NOW = bindparam("now", type_=Instant())
_READY = {
    "sending": and_(outbox.c.state == "sending", outbox.c.lease_until <= _NOW),
    "waiting": and_(outbox.c.state == "waiting", outbox.c.next_at <= _NOW),
}
# An earlier row of the same subject and recipient is still open, or a later one is just being sent.
_BEHIND_ANOTHER = exists().where(
    _OTHER.c.kind == outbox.c.kind,
    _OTHER.c.subject_id == outbox.c.subject_id,
    _OTHER.c.recipient == outbox.c.recipient,
    _OTHER.c.id != outbox.c.id,
    or_(
        and_(_OTHER.c.state.in_(OPEN), _OTHER.c.id < outbox.c.id),
        and_(_OTHER.c.state == "sending", _OTHER.c.lease_until > _NOW),
    ),
)


async def next_at(work: Work, held: frozenset[str] = frozenset()) -> datetime | None:
    """The soonest instant at which a row that is not ready yet will be; None when nothing is open."""
    soonest = []
    for state, column in (("waiting", outbox.c.next_at), ("sending", outbox.c.lease_until)):
        query = select(column).where(outbox.c.state == state).order_by(column).limit(1)
        if held:
            query = query.where(outbox.c.recipient.not_in(held))
        soonest.append((await work.conn.execute(query)).scalar_one_or_none())
    return min((instant for instant in soonest if instant), default=None)


async def wake(work: Work, at: datetime, note: str) -> None:
    """Look at once at the rows that wait for this reason."""
    await work.conn.execute(update(outbox).where(outbox.c.state == "waiting", outbox.c.note == note).values(next_at=at))


async def pull_back(work: Work, now: datetime) -> None:
    """After the wall clock was set back: what waits for an instant that is far off again is looked at now."""
    waiting = (outbox.c.state == "waiting", outbox.c.next_at > now)
    await work.conn.execute(update(outbox).where(*waiting).values(next_at=now))
    leased = (outbox.c.state == "sending", outbox.c.lease_until > now + LEASE)
    await work.conn.execute(update(outbox).where(*leased).values(lease_until=now + LEASE))


async def finish(work: Work, letter: Letter, state: str, at: datetime, note: str | None = None) -> bool:
    """Close a claimed row as sent, cancelled, failed or unknown; false when the lease was lost meanwhile."""
    return await _settle(work, letter, state=state, finished_at=at, note=note, lease_until=None)


async def postpone(
    work: Work, letter: Letter, until: datetime, note: str, *, failed: bool, perhaps: bool = False
) -> bool:
    """Put a claimed row back to wait until an instant; only a failed attempt counts as one.

    False when the lease was lost meanwhile.
    """
    counts = {
        "attempts": letter.attempts if failed else letter.attempts - 1,
        "perhaps": letter.perhaps + perhaps,
        "abandoned": 0,
    }
    return await _settle(work, letter, state="waiting", next_at=until, note=note, lease_until=None, **counts)


async def drawn(work: Work, letter: Letter) -> None:
    """A row somebody abandoned could be drawn this time: what ends its next sender is not its card."""
    await work.conn.execute(update(outbox).where(outbox.c.id == letter.id).values(abandoned=0))


async def wanted_since(work: Work, key: str, since: datetime) -> None:
    """Say that what this row says should have been said earlier: it replaces rows never sent."""
    await work.conn.execute(update(outbox).where(outbox.c.key == key).values(wanted_at=since))


async def redrive(work: Work, row_id: int, at: datetime) -> bool:
    """Send again what failed for good or is unknown; a person decided so."""
    result = await work.conn.execute(
        update(outbox)
        .where(outbox.c.id == row_id, outbox.c.state.in_(("failed", "unknown")))
        .values(state="waiting", next_at=at, attempts=0, perhaps=0, abandoned=0, finished_at=None)
    )
    return result.rowcount == 1


async def found_there(work: Work, row_id: int, at: datetime, name: str) -> bool:
    """What may or may not have been posted is there: a person saw it."""
    return await _closed(work, row_id, ("unknown",), state="sent", finished_at=at, note=f"{name} found it there")


async def give_up(work: Work, row_id: int, at: datetime, name: str, because: str = "") -> bool:
    """What failed, or may be there, is left as it is: a person said so, and perhaps why."""
    note = f"{name} left it: {because}" if because else f"{name} left it"
    return await _closed(work, row_id, ("failed", "unknown"), state="cancelled", finished_at=at, note=note)


async def _closed(work: Work, row_id: int, was: tuple[str, ...], **values: Any) -> bool:
    closing = update(outbox).where(outbox.c.id == row_id, outbox.c.state.in_(was)).values(**values)
    return (await work.conn.execute(closing)).rowcount == 1


async def troubled(work: Work, limit: int = 20, besides: int = 0) -> list[Row[Any]]:
    """What failed for good or may or may not have been posted, oldest first, but for one row."""
    wrong = outbox.c.state.in_(("failed", "unknown")), outbox.c.id != besides
    return list(await work.conn.execute(select(outbox).where(*wrong).order_by(outbox.c.id).limit(limit)))


async def waiting(work: Work) -> int:
    """How many rows are still to be sent."""
    return int((await work.conn.execute(select(func.count()).where(outbox.c.state.in_(OPEN)))).scalar_one())


async def by_state(work: Work) -> dict[str, int]:
    """How many rows are in each state."""
    rows = await work.conn.execute(select(outbox.c.state, func.count().label("n")).group_by(outbox.c.state))
    return dict.fromkeys(STATES, 0) | {row.state: int(row.n) for row in rows}


async def _settle(work: Work, letter: Letter, **values: Any) -> bool:
    result = await work.conn.execute(_CLOSE, {"of": letter.id, "held": letter.lease, **values})
    return result.rowcount == 1


def letter_of(row: Row[Any]) -> Letter:
    """A row of the outbox as a sender knows it."""
    return Letter(
        row.id,
        row.key,
        row.kind,
        row.subject_id,
        row.recipient,
        row.attempts,
        row.lease,
        row.created_at,
        row.lease_until,
        row.perhaps,
        row.abandoned,
    )
