"""How each compared server listens: a free port of this machine, announced when it is open."""

from __future__ import annotations

import asyncio
import signal

from aiohttp import web

from bench.child import announce


async def listen(app: web.Application) -> None:
    """Serve until asked to end."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    announce(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await ended.wait()
    await runner.cleanup()
