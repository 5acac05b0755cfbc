"""Connections without a request leave room for those with one, and what answers does not say what it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from aiohttp import web

from tab.door import Door, listening


@asynccontextmanager
async def serving(door: Door, go: asyncio.Event | None = None) -> AsyncIterator[int]:
    async def slow(request: web.Request) -> web.Response:
        if go is not None:
            await go.wait()
        return web.Response(text="slow")

    async def quick(request: web.Request) -> web.Response:
        return web.Response(text="quick")

    app = web.Application(middlewares=[door.middleware])
    app.add_routes([web.get("/slow", slow), web.get("/quick", quick)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        async with listening(runner, door, "127.0.0.1", 0) as port:
            yield port
    finally:
        await runner.cleanup()


async def idle(port: int, count: int) -> list[asyncio.StreamWriter]:
    return [(await asyncio.open_connection("127.0.0.1", port))[1] for _ in range(count)]


async def test_ten_times_as_many_idle_connections_as_may_be_leave_room_for_a_press() -> None:
    door = Door(most=40)
    async with serving(door) as port:
        silent = await idle(port, 400)
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/quick") as answer:
            assert await answer.text() == "quick"
        assert len(door.open) <= 40
        for writer in silent:
            writer.close()


async def test_a_connection_whose_request_is_under_way_is_never_closed_for_another() -> None:
    door, go = Door(most=10), asyncio.Event()
    async with serving(door, go) as port, aiohttp.ClientSession() as session:
        asked = [asyncio.create_task(session.get(f"http://127.0.0.1:{port}/slow")) for _ in range(9)]
        while len(door.busy) < 9:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        silent = await idle(port, 60)
        async with aiohttp.ClientSession() as another, another.get(f"http://127.0.0.1:{port}/quick") as answer:
            assert await answer.text() == "quick"
        go.set()
        assert [await (await one).text() for one in asked] == ["slow"] * 9
        for writer in silent:
            writer.close()


async def test_when_all_are_busy_one_more_is_not_taken() -> None:
    door, go = Door(most=3), asyncio.Event()
    async with serving(door, go) as port, aiohttp.ClientSession() as session:
        asked = [asyncio.create_task(session.get(f"http://127.0.0.1:{port}/slow")) for _ in range(3)]
        while len(door.busy) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        with pytest.raises(aiohttp.ClientError):
            async with aiohttp.ClientSession() as another, another.get(f"http://127.0.0.1:{port}/quick"):
                pass
        go.set()
        assert [await (await one).text() for one in asked] == ["slow"] * 3


async def test_long_silence_ends_when_another_comes_though_there_is_room() -> None:
    door = Door(most=40, silent=0.0)
    async with serving(door) as port:
        (first,) = await idle(port, 1)
        await asyncio.sleep(0)
        (second,) = await idle(port, 1)
        while len(door.open) != 1:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        for writer in (first, second):
            writer.close()


@pytest.mark.parametrize(
    "said", [b"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /none HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\r\n\r\n"]
)
async def test_what_answers_says_no_version(said: bytes) -> None:
    async with serving(Door()) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said)
        heard = await reader.readuntil(b"\r\n\r\n")
        assert b"Server: Permanence\r\n" in heard
        assert b"aiohttp" not in heard.lower()
        assert b"python" not in heard.lower()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
