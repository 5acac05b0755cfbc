"""A database of each kind for one test, to compare what the same play leaves in them."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store
from tests.databases import PATIENT, new_database


@pytest.fixture
async def both(empty_sqlite: Path, postgres: str, tmp_path: Path) -> AsyncIterator[tuple[Store, Store]]:
    """SQLite and PostgreSQL, empty and migrated."""
    path = tmp_path / "both.db"
    shutil.copy(empty_sqlite, path)
    stores = Store(f"sqlite:///{path}", PATIENT), Store(new_database(postgres), PATIENT)
    yield stores
    for store in stores:
        await store.close()
