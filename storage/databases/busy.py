"""A database that does not answer in time, or is away: what that means for whoever waits."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, TimeoutError as PoolTimeout

from permanence.refusals import Refusal

Answer = TypeVar("Answer")
PATIENCE = 8.0  # seconds: Teams gives up on a press after ten to fifteen
SLOWEST = 60.0  # seconds that one statement may take

# Of the SQLSTATEs those that say nothing of the statement: connections, operator, resources, a lock not had in time.
AWAY = ("08", "53", "57", "55P03")
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Busy(Refusal):
    """The database is busy or away, so nothing was changed; try again in a minute."""


class Unsure(Refusal):
    """The database broke off while this was being kept, so it may be done or not; look before you do it again."""


@contextmanager
def answered(ending: list[bool] | None = None) -> Iterator[None]:
    """Turn what means that the database is busy or away into `Busy`, or into `Unsure` once `ending` is not empty."""
    try:
        yield
    except PoolTimeout as trouble:
        raise Busy from trouble
    except DBAPIError as trouble:
        if not is_away(trouble):
            raise
        raise (Unsure if ending else Busy) from trouble


def is_away(trouble: DBAPIError) -> bool:
    """Whether it speaks of the database as a whole and not of what it was asked."""
    cause = trouble.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in HELD
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return trouble.connection_invalidated or isinstance(trouble, OperationalError)
    return str(state).startswith(AWAY)


async def in_time(asked: asyncio.Task[Answer], seconds: float) -> Answer | None:
    """What was asked of the database; None when it does not answer, or not in time. What is late is left to end."""
    await asyncio.wait({asked}, timeout=seconds)
    if not asked.done():
        asked.add_done_callback(lambda late: late.cancelled() or late.exception())  # nobody waits for it any more
        return None
    try:
        return asked.result()
    except (Busy, SQLAlchemyError, OSError):
        return None
