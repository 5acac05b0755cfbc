"""Migrations: bring a database to the tables of this version, or say that it is from a newer one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DBAPIError

from permanence.refusals import Refusal
from storage import sqlite
from storage.store import async_url

UPGRADING = 7_365_001  # any number that nothing else in the database locks


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, on this connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


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
            command.upgrade(alembic_config(connection), "head")
    except DatabaseError as trouble:
        raise DatabaseUnusable(f"The database {shown} cannot be opened: {_first_line(trouble)}.") from trouble
    except CommandError as trouble:
        raise DatabaseUnusable(
            f"The database {shown} was made by a newer version of this program; run that version, "
            "or name another database in PERMANENCE_DATABASE_URL."
        ) from trouble
    finally:
        engine.dispose()


def _one_at_a_time(connection: Connection) -> None:
    """Hold back other processes that start on the same database until this one has upgraded it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:of)"), {"of": UPGRADING})


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise DatabaseUnusable(f"The folder {folder} for the database cannot be made: {trouble.strerror}.") from trouble


def _first_line(trouble: DBAPIError) -> str:
    return str(trouble.orig).strip().splitlines()[0].rstrip(".")


def head() -> str | None:
    """The newest revision this version knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()
