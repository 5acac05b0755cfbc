"""Sessions of the web page kept: opened, found by the hash of their secret, ended; what is long over is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage.store import Work, insert_new
from storage.tables import sessions

REMEMBERED = timedelta(days=30)  # how long an ended one stays, to see who was signed in


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's session. `framed` is true inside Teams, where the page stands in a frame."""

    key_hash: str
    person: str  # Entra object id
    way: str
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    framed: bool = False
    ended_at: datetime | None = None


async def add(work: Work, session: Session) -> None:
    """Keep a new session, and forget those that have been over for long."""
    await work.conn.execute(delete(sessions).where(sessions.c.ends_at < session.opened_at - REMEMBERED))
    values = {name: getattr(session, name) for name in session.__slots__ if name != "person"}
    await insert_new(work, sessions, {**values, "person_oid": session.person})


async def find(work: Work, key_hash: str) -> Session | None:
    """The session with this hash, over or not."""
    row = (await work.conn.execute(select(sessions).where(sessions.c.key_hash == key_hash))).first()
    if row is None:
        return None
    return Session(
        key_hash=row.key_hash,
        person=row.person_oid,
        way=row.way,
        opened_at=row.opened_at,
        seen_at=row.seen_at,
        ends_at=row.ends_at,
        framed=row.framed,
        ended_at=row.ended_at,
    )


async def touch(work: Work, key_hash: str, at: datetime) -> None:
    """It was used at this instant."""
    await work.conn.execute(update(sessions).where(sessions.c.key_hash == key_hash).values(seen_at=at))


async def end(work: Work, key_hash: str, at: datetime) -> None:
    """It opens nothing from now on."""
    here = (sessions.c.key_hash == key_hash, sessions.c.ended_at.is_(None))
    await work.conn.execute(update(sessions).where(*here).values(ended_at=at))


async def end_all_of(work: Work, person: str, at: datetime) -> None:
    """All of this person's sessions are over."""
    here = (sessions.c.person_oid == person, sessions.c.ended_at.is_(None))
    await work.conn.execute(update(sessions).where(*here).values(ended_at=at))
