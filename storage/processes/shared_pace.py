"""What all processes of one database sent of late, so that together they keep to what Teams takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import text

from storage import notes
from storage.store import Work

LONGEST = timedelta(seconds=60)  # what is kept; longer windows each process keeps for itself
_LOCK = text("SELECT pg_advisory_xact_lock(7310561)")

Windows = Sequence[tuple[int, int]]  # at most so many in so many seconds


async def take(work: Work, windows: Mapping[str, Windows], now: datetime) -> timedelta:
    """Zero when one more may be sent now under every name (and counts it); else how long to wait."""
    if work.conn.dialect.name == "postgresql":
        await work.conn.execute(_LOCK)
    past = {name: _kept(await notes.read(work, _note(name)), now) for name in windows}
    wait = max(_left(past[name], its, now) for name, its in windows.items())
    if wait > timedelta(0):
        return wait
    for name, sent in past.items():
        await notes.write(work, _note(name), [*sent, now.timestamp()])
    return timedelta(0)


def _note(name: str) -> str:
    return f"sent:{sha256(name.encode()).hexdigest()[:40]}"


def _kept(told: object, now: datetime) -> list[float]:
    """What was sent in the last minute; a clock that was put back leaves nothing of the time to come."""
    sent = [float(at) for at in told] if isinstance(told, list) else []
    return [at for at in sorted(sent) if timedelta(0) <= now - datetime.fromtimestamp(at, now.tzinfo) < LONGEST]


def _left(sent: list[float], windows: Windows, now: datetime) -> timedelta:
    wait = timedelta(0)
    for most, seconds in windows:
        if seconds <= LONGEST.total_seconds() and len(sent) >= most:
            wait = max(wait, timedelta(seconds=sent[-most] + seconds - now.timestamp()))
    return wait
