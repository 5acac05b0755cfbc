"""What should have been said and has not been: how much, since when, to whom, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, not_, or_, select

from storage.outbox import CHANNEL, OPEN
from storage.store import Work
from storage.tables import conversations, outbox

VOICE = ("unsaid", "failed")  # kinds that tell of trouble: in a person's chat they are no trouble of their own


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Rows of the outbox that are late. `why` is the note of the oldest; empty when it was never tried."""

    count: int
    since: datetime
    recipient: str
    why: str


_since = func.coalesce(outbox.c.wanted_at, outbox.c.created_at)
_CLOSED = select(conversations.c.id).where(conversations.c.state == "removed", conversations.c.kind == "personal")
_MEANT = and_(
    outbox.c.state.in_(OPEN),
    outbox.c.kind != "repeat",  # that takes something down and says nothing
    or_(outbox.c.kind.not_in(VOICE), outbox.c.recipient == CHANNEL),
    not_(outbox.c.recipient.in_(_CLOSED)),
)


async def unsaid(work: Work, before: datetime) -> Unsaid | None:
    """What should have been said before an instant and was not; None when all was."""
    late = _MEANT, _since < before
    count = int((await work.conn.execute(select(func.count()).select_from(outbox).where(*late))).scalar_one())
    if not count:
        return None
    query = select(outbox, _since.label("since")).where(*late).order_by(_since, outbox.c.id).limit(1)
    oldest = (await work.conn.execute(query)).one()
    return Unsaid(count, oldest.since, oldest.recipient, oldest.note or "")


async def stuck(work: Work, before: datetime) -> int:
    """How many rows were to be looked at, or were being sent, before an instant and have not been touched since."""
    late = or_(
        and_(outbox.c.state == "waiting", outbox.c.next_at < before),
        and_(outbox.c.state == "sending", outbox.c.lease_until < before),
    )
    return int((await work.conn.execute(select(func.count()).select_from(outbox).where(late))).scalar_one())


async def waiting_beyond(work: Work, instant: datetime) -> int:
    """How many rows are looked at again only after an instant."""
    late = (outbox.c.state == "waiting", outbox.c.next_at > instant)
    return int((await work.conn.execute(select(func.count()).select_from(outbox).where(*late))).scalar_one())


async def waiting_because(work: Work, note: str) -> int:
    """How many rows wait for this reason."""
    query = select(func.count()).select_from(outbox).where(outbox.c.state == "waiting", outbox.c.note == note)
    return int((await work.conn.execute(query)).scalar_one())
