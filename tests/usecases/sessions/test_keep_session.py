"""Sessions: only for people of the file, short, ended by signing out, by idleness and by leaving the file."""

from __future__ import annotations

from sqlalchemy import select

from storage import people
from storage.tables import sessions
from tests.cast import ADMIN, EAST, VIEWER, staff
from tests.conftest import Clock
from usecases.house import House
from usecases.operator import OPERATOR
from usecases.sessions.keep_session import (
    IDLE,
    LONGEST,
    OpenSession,
    Signed,
    end_every_session,
    end_session,
    find_session,
    hashed,
    open_session,
)
from usecases.sessions.local_people import local_people


async def opened(house: House, clock: Clock, oid: str = EAST.oid) -> Signed:
    signed = await open_session(house, OpenSession(oid, "local", clock()))
    assert signed is not None
    return signed


async def test_who_holds_the_secret_is_recognised_as_they_stand_today(house: House, clock: Clock) -> None:
    await staff(house)
    signed = await opened(house, clock)
    found = await find_session(house, signed.key, clock())
    assert found is not None
    assert (found.person.name, found.person.teams) == (EAST.name, EAST.teams)


async def test_only_the_hash_of_the_secret_is_kept(house: House, clock: Clock) -> None:
    await staff(house)
    signed = await opened(house, clock)
    async with house.store.read() as work:
        [row] = (await work.conn.execute(select(sessions))).all()
    assert row.key_hash == hashed(signed.key)
    assert signed.key not in [str(value) for value in row]


async def test_nobody_outside_the_people_file_has_a_session_and_an_administrator_of_the_settings_has(
    house: House, clock: Clock
) -> None:
    assert await open_session(house, OpenSession("oid-stranger", "local", clock())) is None
    assert await open_session(house, OpenSession(OPERATOR, "local", clock())) is None
    assert await opened(house, clock, ADMIN.oid)


async def test_a_session_ends_when_its_person_leaves_the_file(house: House, clock: Clock) -> None:
    await staff(house)
    signed = await opened(house, clock)
    async with house.store.change() as work:
        await people.retire(work, EAST.oid)
    assert await find_session(house, signed.key, clock()) is None


async def test_a_session_ends_when_it_was_not_used_or_has_lasted_its_time(house: House, clock: Clock) -> None:
    await staff(house)
    idle, used = await opened(house, clock), await opened(house, clock)
    start = clock()
    while clock() + IDLE / 2 < start + LONGEST:
        clock.now += IDLE / 2
        assert await find_session(house, used.key, clock()) is not None
    assert await find_session(house, idle.key, clock()) is None
    clock.now = start + LONGEST
    assert await find_session(house, used.key, clock()) is None


async def test_a_session_is_ended_by_signing_out_and_by_taking_away_all_of_somebodys(
    house: House, clock: Clock
) -> None:
    await staff(house)
    one, two, others = await opened(house, clock), await opened(house, clock), await opened(house, clock, VIEWER.oid)
    await end_session(house, one.key, clock())
    assert await find_session(house, one.key, clock()) is None
    assert await find_session(house, two.key, clock()) is not None
    await end_every_session(house, EAST.oid, clock())
    assert await find_session(house, two.key, clock()) is None
    assert await find_session(house, others.key, clock()) is not None


async def test_what_is_no_secret_opens_nothing(house: House, clock: Clock) -> None:
    for key in ("", "x", "x" * 65, "x" * 100_000):
        assert await find_session(house, key, clock()) is None


async def test_the_local_person_is_the_settings_administrator_and_the_others_follow_by_name(house: House) -> None:
    await staff(house)
    names = [one.name for one in await local_people(house)]
    assert names[0] == ADMIN.name
    assert names[1:] == sorted(names[1:])
