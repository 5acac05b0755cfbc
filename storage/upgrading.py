"""Runs the migrations by Alembic; loaded only when a database is not at the newest of them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, on this connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> bool:
    """Bring the database to the newest tables; false when it is at a revision that this version does not know."""
    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError:
        return False
    return True
