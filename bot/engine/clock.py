"""The clock: real UTC time; when the product is tried alone on one machine, a clock that can be moved on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from usecases.house import House
from usecases.reminders.come_morning import offset_kept


def real_now() -> datetime:
    """The instant, on the real clock."""
    return datetime.now(UTC)


@dataclass(slots=True)
class LocalClock:
    """The real clock and an offset that is kept in the database, so that a restart goes on in the same time."""

    offset: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return real_now() + self.offset

    def move_to(self, instant: datetime) -> None:
        self.offset = instant - real_now()


async def local_clock(house: House) -> LocalClock:
    """The clock as it was last moved."""
    async with house.store.read() as work:
        return LocalClock(await offset_kept(work))
