"""The door of the web server: so many connections and no more; one that says nothing makes room for one that does."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp.web_response
from aiohttp import web

MOST = 400  # connections; a process may mostly have a thousand files open
SILENT = 75.0  # seconds after which a connection without a request under way is closed when another comes

# What answers is nobody's business, not even in answer to what is no HTTP at all.
setattr(aiohttp.web_response, "SERVER_SOFTWARE", "Permanence")  # noqa: B010


class Door:
    """Makes the protocols of a server's connections, and closes what is idle when there are too many."""

    def __init__(self, most: int = MOST, silent: float = SILENT) -> None:
        self._most = most
        self._silent = silent
        self.open: dict[Guarded, None] = {}  # in the order they came
        self.busy: set[object] = set()

    @web.middleware
    async def middleware(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """A connection is busy while a request of it is answered."""
        self.busy.add(request.protocol)
        try:
            return await handler(request)
        finally:
            self.busy.discard(request.protocol)

    def came(self, new: Guarded) -> None:
        """Count a connection in; the longest silent one of the address that has most goes when there is no room."""
        now = asyncio.get_running_loop().time()
        idle = [one for one in self.open if one.inner not in self.busy]
        late = [one for one in idle if now - one.heard_at > self._silent]
        if not late and len(self.open) >= self._most and idle:
            by_address = Counter(one.address for one in self.open)
            late = [min(idle, key=lambda one: (-by_address[one.address], one.heard_at))]
        for one in late:
            self.went(one)
            one.close()
        if len(self.open) >= self._most:
            new.close()
            return
        self.open[new] = None

    def went(self, one: Guarded) -> None:
        self.open.pop(one, None)


class Guarded(asyncio.Protocol):
    """One connection: what it says and hears goes on to the server's own protocol."""

    def __init__(self, door: Door, inner: Any) -> None:
        self._door = door
        self.inner = inner
        self.heard_at = 0.0
        self.address = ""
        self._transport: asyncio.BaseTransport | None = None

    def close(self) -> None:
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self.heard_at = asyncio.get_running_loop().time()
        self.address = str((transport.get_extra_info("peername") or ("",))[0])
        self.inner.connection_made(transport)
        self._door.came(self)

    def data_received(self, data: bytes) -> None:
        self.heard_at = asyncio.get_running_loop().time()
        self.inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self.inner.eof_received()  # type: ignore[no-any-return]

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.went(self)
        self.inner.connection_lost(exc)

    def pause_writing(self) -> None:
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        self.inner.resume_writing()


@asynccontextmanager
async def listening(runner: web.AppRunner, door: Door, host: str, port: int) -> AsyncIterator[int]:
    """Listen at this address until left; the port. The runner is set up already, and `door.middleware` in its app."""
    assert runner.server is not None
    make = runner.server
    server = await asyncio.get_running_loop().create_server(lambda: Guarded(door, make()), host, port, backlog=128)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
