"""Signing keys: rolled over at once, kept when the key server is away, never a reason to stand still."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.teams.keys import FAILED_FETCH_PAUSE, FRESH_FOR, UNKNOWN_KEY_PAUSE, SigningKeys
from tests.loopback.signing import SigningKeyServer


class Ticks:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def server():
    server = SigningKeyServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def ticks():
    return Ticks()


@pytest.fixture
async def keys(server, ticks):
    async with aiohttp.ClientSession() as session:
        keys = SigningKeys(session, server.metadata_url, timeout=0.5, clock=ticks)
        yield keys
        await keys.close()


async def test_a_known_key_is_fetched_once(keys, server):
    for _ in range(20):
        assert await keys.find("key-0") is not None
    assert server.fetches == 1


async def test_many_at_once_wait_for_one_fetch(keys, server):
    found = await asyncio.gather(*(keys.find("key-0") for _ in range(50)))
    assert all(found)
    assert server.fetches == 1


async def test_a_rolled_over_key_works_at_once(keys, server):
    await keys.find("key-0")
    server.rotate()
    assert await keys.find("key-1") is not None
    assert await keys.find("key-0") is None


async def test_unknown_key_ids_cannot_be_used_to_flood_the_key_server(keys, server, ticks):
    for number in range(200):
        await keys.find(f"invented-{number}")
    assert server.fetches == 2
    ticks.now += UNKNOWN_KEY_PAUSE
    await keys.find("invented-again")
    assert server.fetches == 3


async def test_stale_keys_serve_while_newer_ones_are_fetched(keys, server, ticks):
    await keys.find("key-0")
    ticks.now += FRESH_FOR
    server.hold = asyncio.Event()
    assert await keys.find("key-0") is not None
    server.hold.set()
    server.hold = None


async def test_keys_are_kept_when_the_key_server_is_away(keys, server, ticks):
    await keys.find("key-0")
    server.broken = True
    for day in range(1, 4):
        ticks.now += FRESH_FOR * day
        assert await keys.find("key-0") is not None
        await asyncio.sleep(0)


async def test_a_key_server_that_was_away_is_asked_again_soon(keys, server, ticks):
    server.broken = True
    assert await keys.find("key-0") is None
    server.broken = False
    assert await keys.find("key-0") is None
    ticks.now += FAILED_FETCH_PAUSE
    assert await keys.find("key-0") is not None


async def test_a_hanging_key_server_is_given_up_on(keys, server):
    server.hold = asyncio.Event()
    assert await keys.find("key-0") is None


@pytest.mark.parametrize("numbers", [[]])
async def test_an_empty_key_set_does_not_replace_the_known_keys(keys, server, ticks, numbers):
    await keys.find("key-0")
    server.numbers = numbers
    ticks.now += FRESH_FOR + UNKNOWN_KEY_PAUSE
    await keys.find("key-9")
    assert await keys.find("key-0") is not None


async def test_people_with_known_keys_are_answered_while_the_key_server_hangs(stage):
    world = stage.world
    priya = world.person("Priya Shah")
    await world.install(by=priya)
    world.keys.hold = asyncio.Event()
    world.keys.asked.clear()
    stranger = {"Authorization": f"Bearer {world.keys.sign({'aud': 'x'}, number=99)}"}
    slow = asyncio.create_task(world.deliver(world.activity("message", priya.person, world.channel), stranger))
    await world.keys.asked.wait()
    for number in range(5):
        assert (await priya.says(f"line {number}")).status == 200
    assert not slow.done()
    world.keys.hold.set()
    assert (await slow)[0] == 401


async def test_a_rollover_is_felt_by_nobody(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    stage.world.rotate_keys()
    assert (await priya.says("due")).status == 200
