"""The tests' own databases: one that is lent again is as a new one, whoever still had a connection to it."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.exc import OperationalError

from storage import tables
from tests.afternoon import afternoon
from tests.databases import Stores, on_server
from tests.dump import dump


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_database_that_is_lent_again_is_as_a_new_one(request: pytest.FixtureRequest, kind: str) -> None:
    stores: Stores = request.getfixturevalue("files" if kind == "sqlite" else "server")
    held = []
    for _ in range(2):
        async with stores.lent() as store:
            before = await dump(store)
            await afternoon(store)
            held.append((store, before, await dump(store)))
    first, again = held
    assert first == again
    assert not any(first[1].values())
    assert sum(bool(rows) for rows in first[2].values()) > 5


async def test_what_a_connection_left_open_had_not_committed_is_never_in_the_next_test(postgres: str) -> None:
    stores = on_server(postgres)
    async with stores.lent() as store:
        engine = create_engine(store.url)
        left_open = engine.connect()
        left_open.execute(insert(tables.notes).values(name="left", value="open"))
    with pytest.raises(OperationalError):
        left_open.commit()
    engine.dispose()
    async with stores.lent() as again:
        assert again is store
        assert not any((await dump(again)).values())
