"""What every test may ask for: a house on SQLite or on PostgreSQL, a cast, and a clock that is told the time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from permanence import policy as policies
from storage.migrate import prepare
from storage.store import Store
from tests.databases import Stores, folder_in_memory, on_files, on_server, served
from usecases.house import House

# Examples are counted, never timed: a busy machine makes no property false.
settings.register_profile(
    "by-count", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("by-count")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs PostgreSQL, by its parameter or its fixture, so that `make quick` can leave it out."""
    for item in items:
        if isinstance(item, pytest.Function):
            chosen = item.callspec.params.values() if hasattr(item, "callspec") else ()
            if "postgresql" in chosen or "postgres" in item.fixturenames:
                item.add_marker("postgresql")


@pytest.fixture(autouse=True)
def plain_log() -> None:
    """The log in plain lines: the default draws every local of every frame, which takes seconds an exception.

    For each test anew: a command run in this process sends the log to a standard error that is closed after its test.
    """
    structlog.reset_defaults()
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    prepare(f"sqlite:///{path}")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL server's maintenance database, with a migrated template beside it."""
    with served() as url:
        yield url


@pytest.fixture(scope="session")
def files(empty_sqlite: Path) -> Iterator[Stores]:
    """Stores on SQLite, for one test at a time."""
    with folder_in_memory() as folder:
        yield on_files(empty_sqlite, folder)


@pytest.fixture(scope="session")
def server(postgres: str) -> Stores:
    """Stores on PostgreSQL, for one test at a time."""
    return on_server(postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """An empty, migrated database; the test runs once on each kind."""
    stores = request.getfixturevalue("files" if request.param == "sqlite" else "server")
    async with stores.lent() as lent:
        yield lent


@pytest.fixture
def house(store: Store) -> House:
    """The house on that database, with BCP's procedure and one administrator by settings."""
    return House(store, policies.load("bcp-2023"), frozenset({"oid-admin"}))


class Clock:
    """A clock that is told the time."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Monday 5 January 2026, nine in the morning."""
    return Clock(datetime(2026, 1, 5, 9, 0, tzinfo=UTC))
