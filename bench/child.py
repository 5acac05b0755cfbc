"""A server in a process of its own, on a core of its own, whose CPU seconds are read from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

READY = "ready "


class Child:
    """A running server; it says `ready ADDRESS` on its first line when it listens."""

    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self._process = process
        self.address = address

    @classmethod
    async def start(cls, command: Sequence[str], environment: Mapping[str, str] | None = None) -> Child:
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, env={**os.environ, **(environment or {})}
        )
        assert process.stdout is not None
        async with asyncio.timeout(120):
            while line := (await process.stdout.readline()).decode():
                if line.startswith(READY):
                    pin(process.pid, 0)
                    return cls(process, line.removeprefix(READY).strip())
        raise RuntimeError(f"{command} ended before it was ready")

    def cpu_seconds(self) -> float:
        """User and system time of all its threads so far: what getrusage tells the process itself."""
        return time.clock_gettime(((~self._process.pid) << 3) | 2)

    async def stop(self) -> None:
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), 5)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


def pin(process: int, core: int) -> None:
    """Server and load on different cores, where there are two."""
    cores = sorted(os.sched_getaffinity(0 if process == 0 else os.getpid()))
    if len(cores) > 1:
        os.sched_setaffinity(process, {cores[core % len(cores)]})


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def announce(address: str) -> None:
    sys.stdout.write(f"{READY}{address}\n")
    sys.stdout.flush()
