"""Where Teams keeps files people send, on this machine: plain or over TLS, well-behaved or hostile."""

from __future__ import annotations

import asyncio
import socket
import ssl
from types import TracebackType

import trustme
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.loopback.serving import Served


class FileHost:
    """An async context manager; `keep` gives a file's address, `asked` is every request with its headers."""

    def __init__(self, tls_name: str = "") -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.sent: dict[str, bytes] = {}
        self.hold = asyncio.Event()
        self.trusted = ssl.create_default_context()
        self._files: dict[str, tuple[bytes, str]] = {}
        self._tls_name = tls_name
        self._served: Served | None = None

    async def __aenter__(self) -> FileHost:
        tls = None
        if self._tls_name:
            authority = trustme.CA()
            authority.configure_trust(self.trusted)
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(self._tls_name).configure_cert(tls)
        app = web.Application()
        app.router.add_get("/file/{name}", self._file)
        app.router.add_get("/to", self._redirect)
        app.router.add_put("/up/{name}", self._upload)
        app.router.add_put("/to", self._redirect)
        app.router.add_put("/status/{code}", self._status)
        app.router.add_put("/slow", self._slow)
        app.router.add_get("/status/{code}", self._status)
        app.router.add_get("/slow", self._slow)
        app.router.add_get("/endless", self._endless)
        self._served = await Served.start(app, tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hold.set()
        assert self._served
        await self._served.stop()

    @property
    def address(self) -> str:
        assert self._served
        return f"https://{self._tls_name}" if self._tls_name else self._served.address

    @property
    def port(self) -> int:
        assert self._served
        return int(self._served.address.rpartition(":")[2])

    def keep(self, name: str, data: bytes, kind: str = "application/octet-stream") -> str:
        self._files[name] = (data, kind)
        return f"{self.address}/file/{name}?tempauth=secret"

    def _note(self, request: web.Request) -> None:
        self.asked.append((request.path_qs, dict(request.headers)))

    async def _file(self, request: web.Request) -> web.Response:
        self._note(request)
        data, kind = self._files[request.match_info["name"]]
        return web.Response(body=data, content_type=kind)

    async def _upload(self, request: web.Request) -> web.Response:
        self._note(request)
        self.sent[request.match_info["name"]] = await request.read()
        return web.json_response({"id": "kept"}, status=201)

    async def _redirect(self, request: web.Request) -> web.Response:
        self._note(request)
        return web.Response(status=302, headers={"Location": request.query["where"]})

    async def _status(self, request: web.Request) -> web.Response:
        self._note(request)
        return web.Response(status=int(request.match_info["code"]))

    async def _slow(self, request: web.Request) -> web.Response:
        self._note(request)
        await self.hold.wait()
        return web.Response()

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        """More than anybody reads, and no word of how much."""
        self._note(request)
        answer = web.StreamResponse()
        await answer.prepare(request)
        while not self.hold.is_set() and request.transport and not request.transport.is_closing():
            await answer.write(b"x" * 65536)
        return answer


class Names(AbstractResolver):
    """A resolver that knows a few names, and where they are said to be."""

    def __init__(self, port: int = 0, **known: str) -> None:
        self._port = port
        self._known = known

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        address = self._known[host.partition(".")[0]]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=self._port or port, family=family, proto=0, flags=0)]

    async def close(self) -> None:
        """There is nothing to close."""
