"""Opens the caseload a policy is tried on: that of the settings, or another database, read as it lies there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cli.house import open_house
from cli.words import Trouble
from permanence.policy import load
from settings import read_settings
from storage.store import Store
from usecases.house import House


@asynccontextmanager
async def open_caseload(database: str | None) -> AsyncIterator[House]:
    """The house of the settings, or the same procedure on another database, which is read as it lies there."""
    settings = read_settings()
    if database is None:
        async with open_house(settings) as house:
            yield house
        return
    store = Store(_address(database))
    try:
        yield House(store, load(settings.policy))
    finally:
        await store.close()


def _address(database: str) -> str:
    if "://" in database:
        return database
    if not Path(database).is_file():
        raise Trouble(f"There is no database {database}; name its file, or an address that begins postgresql://.")
    return f"sqlite:///{database}"
