"""SQLite beside an event loop: who waits, who does not, and what a cancelled change leaves behind."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import history, people
from storage.importing import previews
from storage.store import Press, Store
from tests.cast import EAST, WEST

PRESS = Press("a press", EAST.oid, EAST.name, datetime(2026, 1, 5, 9, tzinfo=UTC))
LONG = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n"


@pytest.fixture
def file(tmp_path: Path, empty_sqlite: Path) -> Path:
    path = tmp_path / "permanence.db"
    path.write_bytes(empty_sqlite.read_bytes())
    return path


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    opened = Store(f"sqlite:///{file}")
    async with opened.change(), opened.read():
        pass  # both ways to the file are open, as in a server
    yield opened
    await opened.close()


@pytest.fixture
def another(file: Path) -> Iterator[sqlite3.Connection]:
    """Another process at the same file, such as an import at the command line, in the middle of a change."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


async def test_a_database_made_ready_is_opened_for_reading_while_somebody_writes(
    file: Path, another: sqlite3.Connection
) -> None:
    """A file that had first to be changed into one that may be read meanwhile would be said to be locked."""
    opened = Store(f"sqlite:///{file}")
    async with opened.read() as work:
        assert (await work.conn.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
    await opened.close()


async def change(store: Store) -> None:
    async with store.change(PRESS) as work:
        await people.keep(work, EAST)


async def who(store: Store) -> list[str]:
    async with store.read() as work:
        return [person.name for person in await people.everyone(work)]


async def test_while_a_change_waits_for_another_process_everybody_else_goes_on(
    store: Store, another: sqlite3.Connection
) -> None:
    waiting = asyncio.create_task(change(store))
    assert await who(store) == []
    assert not waiting.done()
    another.execute("COMMIT")
    await waiting
    assert await who(store) == [EAST.name]


async def test_a_change_cancelled_while_it_waits_leaves_nothing_and_the_next_one_goes_through(
    store: Store, another: sqlite3.Connection
) -> None:
    waiting = asyncio.create_task(change(store))
    assert await who(store) == []
    waiting.cancel()
    assert await who(store) == []
    assert not waiting.done()  # its thread is still at the connection
    another.execute("COMMIT")
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await who(store) == []
    await change(store)
    assert await who(store) == [EAST.name]


async def test_a_change_cancelled_in_its_middle_is_rolled_back(store: Store) -> None:
    async def endless() -> None:
        async with store.change(PRESS) as work:
            await people.keep(work, EAST)
            await asyncio.Event().wait()

    begun = asyncio.create_task(endless())
    assert await who(store) == []
    begun.cancel()
    with pytest.raises(asyncio.CancelledError):
        await begun
    assert await who(store) == []
    await change(store)
    assert await who(store) == [EAST.name]


async def test_a_long_statement_does_not_hold_the_loop_up(store: Store) -> None:
    async def count() -> int:
        async with store.read() as work:
            return int((await work.conn.execute(text(LONG))).scalar_one())

    counting, turns = asyncio.create_task(count()), 0
    while not counting.done():
        turns += 1
        await asyncio.sleep(0)
    assert await counting == 300_000
    assert turns > 10


async def test_a_statement_that_fails_undoes_the_change_and_the_writer_goes_on(store: Store) -> None:
    async def half() -> None:
        async with store.change(PRESS) as work:
            await people.keep(work, EAST)
            await work.conn.execute(text("INSERT INTO people (oid) VALUES ('nobody')"))

    with pytest.raises(IntegrityError):
        await half()
    assert await who(store) == []
    await change(store)
    assert await who(store) == [EAST.name]


async def test_who_reads_cannot_write_and_sees_one_state(store: Store) -> None:
    async with store.read() as work:
        assert await people.everyone(work) == []
        await change(store)
        assert await people.everyone(work) == []
        with pytest.raises(OperationalError, match="readonly"):
            await work.conn.execute(text("DELETE FROM people"))
    assert await who(store) == [EAST.name]


async def test_many_rows_are_read_page_by_page_and_in_order(store: Store) -> None:
    async with store.change(PRESS) as work:
        for number in range(25):
            await history.record(work, PRESS, "noted", "test", 1, number=number)
    async with store.read() as work, work.conn.stream(text("SELECT id FROM history ORDER BY id")) as rows:
        pages = [len(page) async for page in rows.partitions(10)]
    assert pages == [10, 10, 5]
    async with store.read() as work:
        result = await work.conn.execute(text("SELECT id FROM history ORDER BY id"))
        first, few, rest = result.fetchone(), result.fetchmany(3), result.fetchall()
    assert first is not None
    assert [row.id for row in (first, *few, *rest)] == list(range(1, 26))


async def test_several_rows_at_once_are_all_kept(store: Store) -> None:
    rows = [{"oid": person.oid, "name": person.name} for person in (EAST, WEST)]
    insert = text("INSERT INTO people (oid, name, roles, teams, active) VALUES (:oid, :name, '[]', '[]', 1)")
    async with store.change() as work:
        await work.conn.execute(insert, rows)
    assert await who(store) == [EAST.name, WEST.name]


async def test_what_is_forgotten_is_no_longer_in_the_file(store: Store, file: Path) -> None:
    read = bytes(range(256)) * 64
    async with store.change(PRESS) as work:
        await previews.open_preview(work, PRESS, "a.xlsx", "0" * 64, PRESS.day, read, "0" * 64)
        assert (await work.conn.execute(text("PRAGMA secure_delete"))).scalar_one() == 1
    assert read[:1024] in checkpointed(file)
    async with store.change() as work:
        assert await previews.forget_before(work, PRESS.at + timedelta(hours=1)) == 1
    assert read[:1024] not in checkpointed(file)


def checkpointed(file: Path) -> bytes:
    """The file with everything written, and nothing left beside it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file.read_bytes()
