"""Databases for a campaign: one is filled, every run gets a copy of it."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import create_engine, insert, make_url, select, text

from storage.migrate import prepare
from storage.tables import metadata


class Copies(Protocol):
    """A database to fill once (`original`), and a fresh copy of it for every run."""

    original: str

    def new(self) -> str: ...


class SqliteCopies:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.original = f"sqlite:///{folder / 'original.db'}"
        prepare(self.original)

    def new(self) -> str:
        path = self._folder / f"{uuid.uuid4().hex}.db"
        shutil.copy(self._folder / "original.db", path)
        return f"sqlite:///{path}"


class PostgresCopies:
    """One database of a running server, put back as it was for every run; `server` is its maintenance database."""

    def __init__(self, server: str) -> None:
        name = f"k{uuid.uuid4().hex}"
        url = make_url(server).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        self._url = url.set(database=name)
        self.original = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        prepare(self.original)
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def new(self) -> str:
        """The first time, what it was filled with is remembered; every time it is put back."""
        engine = create_engine(self._url)
        with engine.begin() as connection:
            tables = metadata.sorted_tables
            if not self._rows:
                self._rows = {
                    table.name: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables
                }
            connection.execute(text(f"TRUNCATE {', '.join(table.name for table in tables)} CASCADE"))
            for table in tables:
                if self._rows[table.name]:
                    connection.execute(insert(table), self._rows[table.name])
        engine.dispose()
        return self.original
