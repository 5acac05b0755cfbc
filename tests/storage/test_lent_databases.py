"""The tests' own databases: one that is lent again is as a new one, whoever still had a connection to it."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.exc import OperationalError

from storage import tables
from storage.store import Store, async_url
from tests.afternoon import afternoon
from tests.databases import Databases
from tests.dump import dump


async def test_a_database_that_is_lent_again_is_as_a_new_one(postgres: str) -> None:
    databases, held = Databases(postgres), []
    for _ in range(2):
        with databases.lent() as url:
            store = Store(url)
            before = await dump(store)
            await afternoon(store)
            held.append((url, before, await dump(store)))
            await store.close()
    (first, empty, full), (second, again_empty, again_full) = held
    assert (first, empty, full) == (second, again_empty, again_full)
    assert not any(empty.values())
    assert sum(bool(rows) for rows in full.values()) > 5


async def test_what_a_connection_left_open_had_not_committed_is_never_in_the_next_test(postgres: str) -> None:
    databases = Databases(postgres)
    with databases.lent() as url:
        engine = create_engine(async_url(url))
        left_open = engine.connect()
        left_open.execute(insert(tables.notes).values(name="left", value="open"))
    with pytest.raises(OperationalError):
        left_open.commit()
    engine.dispose()
    with databases.lent() as again:
        store = Store(again)
        assert again == url
        assert not any((await dump(store)).values())
        await store.close()
