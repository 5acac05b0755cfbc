"""APScheduler as a clock: it wakes a few named ticks and holds nothing else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

import structlog
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = structlog.get_logger()
LOOK_EVERY = 1.0  # seconds between two looks at the wall clock
SET_BACK = 1.0  # seconds: less than this is how clocks are kept in step


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

    scheduler: AsyncIOScheduler
    watch: asyncio.Task[None]

    def stop(self) -> None:
        """No tick begins after this."""
        self.watch.cancel()
        self.scheduler.shutdown(wait=False)


def start(ticks: Iterable[Tick]) -> Ticking:
    """Start a clock that wakes each tick at once and then at its interval. An interval knows no summer time."""
    scheduler = AsyncIOScheduler(
        jobstores={"default": MemoryJobStore()},
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        timezone=UTC,
    )
    for tick in ticks:
        scheduler.add_job(
            tick.run, IntervalTrigger(seconds=tick.seconds, timezone=UTC), id=tick.name, next_run_time=datetime.now(UTC)
        )
    scheduler.start()
    return Ticking(scheduler, asyncio.create_task(_mind_the_wall_clock(scheduler)))


async def _mind_the_wall_clock(scheduler: AsyncIOScheduler) -> None:
    """APScheduler goes by the wall clock: set back two hours, it would wake nobody for two hours."""
    ahead = _ahead()
    while True:
        await asyncio.sleep(LOOK_EVERY)
        before, ahead = ahead, _ahead()
        if ahead < before - SET_BACK:
            log.warning("wall_clock_set_back", seconds=round(before - ahead))
            for job in scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))


def _ahead() -> float:
    """By how much the wall clock is ahead of the one that nobody sets."""
    return time.time() - asyncio.get_running_loop().time()
