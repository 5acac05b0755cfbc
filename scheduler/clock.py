"""APScheduler as a clock: it wakes a few named ticks and holds nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


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

    def stop(self) -> None:
        """No tick begins after this."""
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
    return Ticking(scheduler)
