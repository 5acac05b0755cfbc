"""Starts victims by forking, knows when they are dead, and kills those that are not."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from typing import Any

PATIENCE = 30.0  # seconds anything in a campaign may take; reached only when something is lost


class Forker:
    """The process that forks victims; what takes long to start, it has started once."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls) -> Forker:
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "bench.kill_victim")
        forker = cls(await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe))
        assert await forker._line(2 * PATIENCE) == "forking"
        return forker

    async def fork(self, asked: dict[str, Any]) -> tuple[int, str]:
        """A product in its own process: its process id and address."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        _, pid, address = (await self._line()).split()
        return int(pid), address

    async def stop(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        await self._process.wait()

    async def _line(self, patience: float = PATIENCE) -> str:
        assert self._process.stdout
        async with asyncio.timeout(patience):
            return (await self._process.stdout.readline()).decode().strip()


def kill(pid: int) -> None:
    """kill -9, if it is not dead already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


async def death(pid: int) -> None:
    """Until this process is no more. It is nobody's child here, so there is nothing to wait on but looking."""
    async with asyncio.timeout(PATIENCE):
        while _is_alive(pid):  # noqa: ASYNC110
            await asyncio.sleep(0.004)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
