"""SQLite for an event loop: statements marked quick run in place; what may take long or wait runs in a thread."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Executable
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util import await_

from storage.databases.busy import PATIENCE

DRIVER = "sqlite+permanence"
QUICK = "permanence_quick"
WRITERS, READERS = 1, 4
wait_until: ContextVar[float] = ContextVar("wait_until")  # by time.monotonic, for another process that is writing
T = TypeVar("T")
Statement = TypeVar("Statement", bound=Executable)


def quick(statement: Statement) -> Statement:
    """A statement that finds its few rows by an index: on SQLite it is run without leaving the event loop."""
    return statement.execution_options(**{QUICK: True})


def engine(url: URL, *, writes: bool = False) -> AsyncEngine:
    """Connections to a file: one that writes, or a few that only read."""
    return create_async_engine(
        url,
        writes=writes,
        pool_size=WRITERS if writes else READERS,
        max_overflow=0,
        connect_args={"timeout": PATIENCE, "isolation_level": None, "check_same_thread": False},
    )


class Cursor(sqlite3.Cursor):
    """A cursor as SQLAlchemy's asynchronous results expect one: a statement's rows are all read when it is run."""

    ahead: deque[Any]

    def read(self, statement: str, parameters: Any) -> None:
        """Run a statement and keep its rows."""
        self.execute(statement, parameters)
        self.ahead = deque(super().fetchall() if self.description else ())

    def fetchone(self) -> Any:
        return self.ahead.popleft() if self.ahead else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        return [self.ahead.popleft() for _ in range(min(size or self.arraysize, len(self.ahead)))]

    def fetchall(self) -> list[Any]:
        rows, self.ahead = list(self.ahead), deque()
        return rows

    async def _async_soft_close(self) -> None:
        """There is nothing to wait for."""


class PagedCursor(sqlite3.Cursor):
    """A cursor whose rows are fetched page by page, each in a thread."""

    in_thread: Callable[[Callable[[], Any]], Any]

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        rows: list[Any] = self.in_thread(partial(super().fetchmany, size or self.arraysize))
        return rows


class Context(SQLiteExecutionContext):
    """Gives each statement the cursor that suits it."""

    dialect: Dialect

    def create_default_cursor(self) -> Any:
        return self._dbapi_connection.cursor(Cursor)

    def create_server_side_cursor(self) -> Any:
        cursor: Any = self._dbapi_connection.cursor(PagedCursor)
        cursor.in_thread = self.dialect.in_thread
        return cursor


class Dialect(SQLiteDialect_pysqlite):
    """The standard library's driver in asynchronous dress, with a writer or with readers that cannot write.

    A writer's beginning and end may wait, for another process and for the disk: they go through a thread.
    """

    driver = "permanence"
    is_async = True
    supports_statement_cache = True
    supports_server_side_cursors = True
    execution_ctx_cls = Context

    def __init__(self, writes: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._writes = writes
        self._threads = self._new_threads()

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def in_thread(self, call: Callable[[], T]) -> T:
        """Run a call in a thread while the event loop goes on."""
        return await_(_seen_through(self._threads.submit(call)))

    def connect(self, *where: Any, **options: Any) -> Any:
        return self.in_thread(partial(self._open, *where, **options))

    def _open(self, *where: Any, **options: Any) -> Any:
        connection: Any = super().connect(*where, **options)
        connection.execute("PRAGMA synchronous=FULL" if self._writes else "PRAGMA query_only=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, however SQLite was built
        return connection

    def do_begin(self, dbapi_connection: Any) -> None:
        if self._writes:
            self.in_thread(partial(_begin_writing, dbapi_connection, wait_until.get(time.monotonic() + PATIENCE)))
        else:
            dbapi_connection.execute("BEGIN")

    def do_commit(self, dbapi_connection: Any) -> None:
        if self._writes:
            self.in_thread(dbapi_connection.commit)
        else:
            dbapi_connection.commit()

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        if isinstance(cursor, PagedCursor):
            self.in_thread(partial(cursor.execute, statement, parameters))
        elif context is not None and context.execution_options.get(QUICK):
            cursor.read(statement, parameters)
            await_(_nothing())  # SQLAlchemy takes a statement that never waited for a mistake
        else:
            self.in_thread(partial(cursor.read, statement, parameters))

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> None:
        self.do_execute(cursor, statement, (), context)

    def do_executemany(self, cursor: Any, statement: str, parameters: Sequence[Any], context: Any = None) -> None:
        self.in_thread(partial(cursor.executemany, statement, parameters))

    def let_go(self) -> None:
        """The threads are needed no more; a pool of new ones starts none before it is asked to."""
        self._threads.shutdown(wait=False)
        self._threads = self._new_threads()

    def _new_threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(WRITERS if self._writes else READERS, "sqlite")


def _begin_writing(connection: Any, until: float) -> None:
    left = max(until - time.monotonic(), 0.0)
    connection.execute(f"PRAGMA busy_timeout={int(left * 1000)}")
    connection.execute("BEGIN IMMEDIATE")


async def _nothing() -> None:
    return


async def _seen_through(begun: Future[T]) -> T:
    """The outcome of what a thread does. Who is cancelled waits too: two threads are never at one connection."""
    running = asyncio.wrap_future(begun)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        while not running.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({running})
        if not running.cancelled():
            running.exception()  # whoever asked is gone
        raise


registry.register(DRIVER.replace("+", "."), __name__, Dialect.__name__)
