"""PostgreSQL for presses: locks are waited for a few seconds, and a connection that was cut is never handed out."""

from __future__ import annotations

import select
import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.databases.busy import PATIENCE, SLOWEST

DRIVER = "postgresql+psycopg"
LONG_IDLE = 30.0  # seconds after which a firewall may have dropped a connection without a word


def engine(url: URL, patience: float = PATIENCE) -> AsyncEngine:
    """A pool of connections to a server; `patience` in seconds, for a connection and for what somebody else locked."""
    limits = f"-c lock_timeout={int(patience * 1000)} -c statement_timeout={int(SLOWEST * 1000)}"
    options = " ".join(filter(None, (limits, str(url.query.get("options", "")))))
    made = create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_timeout=patience,
        connect_args={
            "options": options,
            "connect_timeout": max(2, int(patience)),
            "keepalives_idle": 30,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": int(patience * 1000),
        },
    )
    event.listen(made.sync_engine, "checkin", _note_the_time)

    def check(connection: Any, entry: ConnectionPoolEntry, _: Any) -> None:
        idle = time.monotonic() - entry.info.get("left", time.monotonic())
        if idle < LONG_IDLE and not _has_something_to_say(connection):
            return
        try:
            made.dialect.do_ping(connection)
        except (DBAPIError, made.dialect.loaded_dbapi.Error) as cut:
            raise DisconnectionError from cut

    event.listen(made.sync_engine, "checkout", check)
    return made


def _note_the_time(_: Any, entry: ConnectionPoolEntry) -> None:
    entry.info["left"] = time.monotonic()


def _has_something_to_say(connection: Any) -> bool:
    """A server speaks unasked only to say that it ends the connection: seen without asking it anything."""
    poll = select.poll()
    poll.register(connection.driver_connection.pgconn.socket, select.POLLIN)
    return bool(poll.poll(0))
