"""A database that is held by somebody else, cut off or not whole: an answer in time, and nothing half done."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from permanence import policy as policies
from storage import children, notes
from storage.databases.busy import Busy
from storage.migrate import DatabaseUnusable, prepare
from storage.store import Press, Store
from tests.databases import new_database
from usecases.house import House

pytestmark = pytest.mark.long

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PATIENCE = 0.4  # seconds


@pytest.fixture
async def impatient(tmp_path: Path, empty_sqlite: Path) -> AsyncIterator[Store]:
    """A store on SQLite that waits for nobody long."""
    path = tmp_path / "permanence.db"
    shutil.copy(empty_sqlite, path)
    store = Store(f"sqlite:///{path}", PATIENCE)
    yield store
    await store.close()


@pytest.fixture
async def on_server(postgres: str) -> AsyncIterator[Store]:
    """A store on PostgreSQL that waits for nobody long."""
    store = Store(new_database(postgres), PATIENCE)
    yield store
    await store.close()


async def note(store: Store, key: str, value: str = "1") -> bool:
    """Write a note as one press; whether the press was a repeat."""
    async with store.change(Press(key, "oid", "Somebody", NOW)) as work:
        await notes.write(work, key, value)
        return work.repeated


async def test_writers_of_a_file_another_process_writes_to_are_told_so_in_time_and_can_do_it_again(
    impatient: Store,
) -> None:
    assert await note(impatient, "first") is False
    other = sqlite3.connect(str(impatient.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = await asyncio.gather(*(note(impatient, f"k{n}") for n in range(20)), return_exceptions=True)
    assert [type(one) for one in refused] == [Busy] * 20
    async with impatient.read() as work:  # who only reads is not held up
        assert await notes.read(work, "k0") is None
    other.execute("ROLLBACK")
    other.close()
    assert await asyncio.gather(*(note(impatient, f"k{n}") for n in range(20))) == [False] * 20


async def test_a_table_locked_on_a_server_is_waited_for_and_then_said(on_server: Store) -> None:
    engine = create_engine(on_server.url, isolation_level="READ COMMITTED")
    with engine.connect() as other:
        other.execute(text("LOCK TABLE presses IN ACCESS EXCLUSIVE MODE"))
        refused = await asyncio.gather(*(note(on_server, f"k{n}") for n in range(60)), return_exceptions=True)
        assert {type(one) for one in refused} == {Busy}
        async with on_server.read() as work:
            assert await notes.read(work, "k0") is None
        other.rollback()
    engine.dispose()
    assert await note(on_server, "k0") is False


async def test_the_first_turns_after_a_server_cut_every_connection_work(on_server: Store) -> None:
    await asyncio.gather(*(note(on_server, f"before{n}") for n in range(8)))
    engine = create_engine(on_server.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as other:
        cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        theirs = f"{cut} WHERE datname = current_database() AND pid <> pg_backend_pid()"
        assert other.execute(text(theirs)).scalar_one() > 1
    engine.dispose()
    await asyncio.sleep(0.1)  # the notice of it is on its way
    assert await asyncio.gather(*(note(on_server, f"after{n}") for n in range(8))) == [False] * 8
    async with on_server.read() as work:
        assert await children.how_many(work) == 0


async def test_a_connection_cut_on_the_way_changes_nothing_and_says_so(on_server: Store) -> None:
    engine = create_engine(on_server.url, isolation_level="AUTOCOMMIT")

    async def cut_on_the_way() -> None:
        async with on_server.change() as work:
            await notes.write(work, "half", "done")
            mine = (await work.conn.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            with engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
            await notes.write(work, "other half", "done")

    with pytest.raises(Busy) as said:
        await cut_on_the_way()
    engine.dispose()
    assert "nothing was changed" in said.value.sentence
    async with on_server.read() as work:
        assert await notes.read(work, "half") is None


async def test_a_server_that_is_not_there_is_said_and_not_taken_for_a_fault_of_ours() -> None:
    store = Store("postgresql://nobody@127.0.0.1:1/none", PATIENCE)
    with pytest.raises(Busy):
        async with store.read():
            pass
    await store.close()


async def test_a_mistake_in_a_statement_is_not_taken_for_a_busy_database(store: Store) -> None:
    with pytest.raises(Exception, match="no_such_table") as mistake:
        async with store.change() as work:
            await work.conn.execute(text("SELECT * FROM no_such_table"))
    assert not isinstance(mistake.value, Busy)


def test_a_table_that_is_missing_is_named_at_the_start(empty_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "permanence.db"
    shutil.copy(empty_sqlite, path)
    damaged = sqlite3.connect(path)
    damaged.execute("DROP TABLE snoozes")
    damaged.close()
    with pytest.raises(DatabaseUnusable, match="lacks the table snoozes"):
        prepare(f"sqlite:///{path}")


async def test_a_house_is_well_again_without_a_restart(impatient: Store) -> None:
    house = House(impatient, policies.load("bcp-2023"))
    assert await note(impatient, "first") is False
    other = sqlite3.connect(str(impatient.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        await note(house.store, "k")
    other.execute("COMMIT")
    other.close()
    assert await note(house.store, "k") is False
