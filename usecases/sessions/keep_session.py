"""Keep a session of the web page: opened for somebody of the people file, found by its secret, ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from permanence.mornings import LONDON
from permanence.people.person import Person
from storage.page import sessions
from storage.page.sessions import Session
from storage.store import Work
from usecases.house import House
from usecases.operator import OPERATOR, who_is

LONGEST, IDLE = timedelta(hours=8), timedelta(minutes=45)
TOUCHED_EVERY = timedelta(minutes=1)  # how often at most it is written down that a session was used
KEY_BYTES, LONGEST_KEY = 32, 64


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Somebody has shown who they are, in this way; `framed` inside Teams."""

    oid: str
    way: str
    at: datetime
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """Who is signed in, with the secret of their session."""

    key: str
    person: Person
    session: Session


async def open_session(house: House, command: OpenSession) -> Signed | None:
    """A new session; None for somebody whom the council has not entered: they see nothing."""
    async with house.store.change() as work:
        person = await _known(house, work, command.oid, command.at)
        if person is None:
            return None
        key = secrets.token_urlsafe(KEY_BYTES)
        ends = command.at + LONGEST
        session = Session(hashed(key), person.oid, command.way, command.at, command.at, ends, command.framed)
        await sessions.add(work, session)
        return Signed(key, person, session)


async def find_session(house: House, key: str, now: datetime) -> Signed | None:
    """Who holds this secret, as they stand today; None when it is over, unused for too long, or theirs no longer."""
    if not 0 < len(key) <= LONGEST_KEY:
        return None
    async with house.store.read() as work:
        session = await sessions.find(work, hashed(key))
        if session is None or session.ended_at or now >= session.ends_at or now - session.seen_at >= IDLE:
            return None
        person = await _known(house, work, session.person, now)
    if person is None:
        return None
    if now - session.seen_at >= TOUCHED_EVERY:
        async with house.store.change() as work:
            await sessions.touch(work, session.key_hash, now)
    return Signed(key, person, session)


async def end_session(house: House, key: str, now: datetime) -> None:
    """Signed out."""
    async with house.store.change() as work:
        await sessions.end(work, hashed(key), now)


async def end_every_session(house: House, oid: str, now: datetime) -> None:
    """All sessions of one person are taken away, wherever they are signed in."""
    async with house.store.change() as work:
        await sessions.end_all_of(work, oid, now)


def hashed(key: str) -> str:
    """What is kept of a secret."""
    return sha256(key.encode()).hexdigest()


async def _known(house: House, work: Work, oid: str, now: datetime) -> Person | None:
    if oid == OPERATOR:
        return None  # the command line signs in nowhere
    return await who_is(house, work, oid, now.astimezone(LONDON).date())
