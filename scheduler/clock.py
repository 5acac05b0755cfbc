"""A clock for a few named ticks: it wakes each at once and then at its interval, by the monotonic clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import structlog

log = structlog.get_logger()


class Tick(Protocol):
    """Something to be done every so many seconds; doing it once too often or too late harms nothing."""

    @property
    def name(self) -> str: ...
    @property
    def seconds(self) -> int: ...
    @property
    def run(self) -> Callable[[], Awaitable[None]]: ...


@dataclass(frozen=True, slots=True)
class Ticking:
    """The clock at work."""

    tasks: tuple[asyncio.Task[None], ...]

    def stop(self) -> None:
        """No tick begins after this."""
        for task in self.tasks:
            task.cancel()


def start(ticks: Iterable[Tick]) -> Ticking:
    """Start a clock. A wall clock put forward or back, and summer time, move no tick; no tick runs twice at once."""
    return Ticking(tuple(asyncio.create_task(_keep_waking(tick), name=tick.name) for tick in ticks))


async def _keep_waking(tick: Tick) -> None:
    loop = asyncio.get_running_loop()
    while True:
        begun = loop.time()
        # A task of its own: a tick that fails ends its round and not the clock.
        round_ = asyncio.ensure_future(tick.run())
        try:
            await asyncio.wait({round_})
        except asyncio.CancelledError:
            round_.cancel()
            raise
        if trouble := round_.exception():
            log.error("tick_failed", tick=tick.name, exc_info=trouble)
        await asyncio.sleep(max(begun + tick.seconds - loop.time(), 0))
