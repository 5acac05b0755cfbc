"""Migrations: bring a database to the tables of this version, or say that it is from a newer one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url

from storage.store import async_url


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, on this connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def prepare(url: str) -> None:
    """Create or upgrade the database at this URL. Blocking: called before the server starts."""
    target = make_url(async_url(url))
    if target.drivername == "sqlite+aiosqlite":
        target = target.set(drivername="sqlite")
        if target.database:
            Path(target.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(target)
    try:
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), "head")
    finally:
        engine.dispose()


def head() -> str | None:
    """The newest revision this version knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()
