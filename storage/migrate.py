"""Migrations: bring a database to the tables of this version, or say that it is from a newer one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DBAPIError

from permanence.refusals import Refusal
from storage.databases import sqlite
from storage.store import async_url
from storage.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
UPGRADING = 7_365_001  # any number that nothing else in the database locks


class DatabaseUnusable(Refusal):
    """The database cannot be used."""


def prepare(url: str) -> None:
    """Create or upgrade the database at this URL. Blocking: called before the server starts."""
    target = make_url(async_url(url))
    if target.drivername == sqlite.DRIVER:
        target = target.set(drivername="sqlite")
        if target.database:
            _make_folder(Path(target.database).parent)
    engine = create_engine(target)
    shown = target.render_as_string(hide_password=True)
    try:
        with engine.begin() as connection:
            _one_at_a_time(connection)
            if not _is_newest(connection) and not _upgrade(connection):
                raise DatabaseUnusable(
                    f"The database {shown} was made by a newer version of this program; run that version, "
                    "or name another database in PERMANENCE_DATABASE_URL."
                )
            if missing := sorted(set(metadata.tables) - set(inspect(connection).get_table_names())):
                raise DatabaseUnusable(
                    f"The database {shown} lacks the table {' and the table '.join(missing)}, which its version has; "
                    "put a backup of it in its place, or name another database in PERMANENCE_DATABASE_URL."
                )
        _log_ahead(engine)
    except DatabaseError as trouble:
        raise DatabaseUnusable(f"The database {shown} cannot be opened: {_first_line(trouble)}.") from trouble
    finally:
        engine.dispose()


def _one_at_a_time(connection: Connection) -> None:
    """Hold back other processes that start on the same database until this one has upgraded it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:of)"), {"of": UPGRADING})


def _log_ahead(engine: Engine) -> None:
    """Let a SQLite file be read while it is written, for good, before anybody opens it.

    Whoever changed it while another connection is being opened would be told at once that it is locked.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def newest() -> str:
    """The newest revision this version knows: migrations are numbered, and their files begin with the number."""
    return max(path.name.partition("_")[0] for path in MIGRATIONS.glob("[0-9]*.py"))


def _is_newest(connection: Connection) -> bool:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return False
    return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars()) == [newest()]


def _upgrade(connection: Connection) -> bool:
    from storage.upgrading import upgrade  # only here: Alembic takes longer to load than most commands to run

    return upgrade(connection)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise DatabaseUnusable(f"The folder {folder} for the database cannot be made: {trouble.strerror}.") from trouble


def _first_line(trouble: DBAPIError) -> str:
    return str(trouble.orig).strip().splitlines()[0].rstrip(".")
