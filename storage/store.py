"""The store: one engine per database, reads side by side, changes one transaction at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table, insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from permanence.mornings import LONDON
from storage import tables
from storage.databases import postgresql, sqlite
from storage.databases.busy import PATIENCE, Busy, answered
from storage.databases.inserting import conflicting_insert


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a button: who, when, and the key that makes a second delivery of it recognisable."""

    key: str
    by: str  # Entra object id
    name: str
    at: datetime

    @property
    def day(self) -> date:
        """The day of it in London."""
        return self.at.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Work:
    """An open transaction. `repeated` is true when this very press was already carried out.

    `on` is the London day of the press: people are found as they stand on that day.
    """

    conn: AsyncConnection
    repeated: bool = False
    on: date | None = None


def async_url(url: str) -> URL:
    """The SQLAlchemy URL for a database setting: `sqlite:///file`, `postgresql://...` or a full one."""
    parsed = make_url(url)
    drivers = {"sqlite": sqlite.DRIVER, "postgresql": postgresql.DRIVER}
    return parsed.set(drivername=drivers.get(parsed.drivername, parsed.drivername))


class Store:
    """Opens transactions. SQLite has exactly one writer connection, so this process's writers queue here.

    `patience`: seconds that anybody waits for a transaction, or for what somebody else holds.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.url = async_url(url)
        self.is_sqlite = self.url.drivername.startswith("sqlite")
        self._turn = asyncio.Lock()
        if self.is_sqlite:
            self._writer = sqlite.engine(self.url, writes=True)
            self._reader = sqlite.engine(self.url)
        else:
            self._writer = postgresql.engine(self.url, patience)
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ")

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Work]:
        """A transaction that only reads; what it sees does not change while it is open. `Busy` when there is none."""
        with answered():
            async with self._reader.connect() as conn:
                yield Work(conn)

    @asynccontextmanager
    async def change(self, press: Press | None = None) -> AsyncIterator[Work]:
        """A transaction that writes: all of it or none. With a press, knows whether it was done before.

        `Busy` when it cannot be had in time, and then nothing was changed; `Unsure` when the database broke off at its
        very end.
        """
        on = press.day if press else None
        ending: list[bool] = []
        with answered(ending):
            async with self._turn_to_write(), self._writer.begin() as conn:
                yield Work(conn, await _seen_before(conn, press), on)
                ending.append(True)

    @asynccontextmanager
    async def _turn_to_write(self) -> AsyncIterator[None]:
        """On SQLite one at a time; who waited for the turn waits for other processes so much less."""
        if not self.is_sqlite:
            yield
            return
        until = time.monotonic() + self.patience
        try:
            async with asyncio.timeout(self.patience):
                await self._turn.acquire()
        except TimeoutError as late:
            raise Busy from late
        try:
            sqlite.wait_until.set(until)
            yield
        finally:
            self._turn.release()

    async def close(self) -> None:
        """Let go of every connection and thread. Used again, it opens them anew, in whichever event loop that is."""
        for engine in (self._writer, self._reader):
            await engine.dispose()
            if isinstance(engine.dialect, sqlite.Dialect):
                engine.dialect.let_go()
        self._turn = asyncio.Lock()


async def _seen_before(conn: AsyncConnection, press: Press | None) -> bool:
    if press is None:
        return False
    return not await insert_new(Work(conn), tables.presses, {"key": press.key, "at": press.at})


async def insert_new(work: Work, table: Table, values: dict[str, Any]) -> bool:
    """Insert unless a unique constraint already holds such a row; true when it was new."""
    added = await work.conn.execute(_insert_unless_there(table, work.conn.dialect.name), values)
    return added.first() is not None


@cache
def _insert_unless_there(table: Table, dialect: str) -> ReturningInsert[Any]:
    # What comes back, not the row count, says whether a row went in: drivers count differently.
    return sqlite.quick(
        conflicting_insert(table, dialect).on_conflict_do_nothing().returning(next(iter(table.primary_key)))
    )


@cache
def _insert_one(table: Table) -> Insert:
    return sqlite.quick(insert(table))


async def insert_returning_id(work: Work, table: Table, values: dict[str, Any]) -> int:
    """Insert a row and give its new id."""
    result = await work.conn.execute(_insert_one(table), values)
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
