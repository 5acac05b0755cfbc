"""Inserts that say what becomes of a row already there: each database's own, and of no other its dialect loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


def conflicting_insert(table: Table, dialect: str) -> PostgresqlInsert | SqliteInsert:
    """An insert with `on_conflict_do_nothing` and `on_conflict_do_update`, for the database in use."""
    if dialect != "postgresql":
        return sqlite_insert(table)
    from sqlalchemy.dialects.postgresql import insert as postgresql_insert

    return postgresql_insert(table)
