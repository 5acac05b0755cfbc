"""Serving an aiohttp application on a free port of this machine."""

from __future__ import annotations

import ssl

from aiohttp import web


class Served:
    """A running server and where it is."""

    def __init__(self, runner: web.AppRunner, address: str) -> None:
        self._runner = runner
        self.address = address

    @classmethod
    async def start(cls, app: web.Application, tls: ssl.SSLContext | None = None) -> Served:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2, auto_decompress=False)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
        await site.start()
        port = runner.addresses[0][1]
        return cls(runner, f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}")

    async def stop(self) -> None:
        await self._runner.cleanup()
