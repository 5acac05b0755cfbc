"""The pulse: when each tick of this process last went well, for health and metrics; lengths by the monotonic clock."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SILENT_AFTER = timedelta(minutes=2)


@dataclass(slots=True)
class Pulse:
    """Beats by tick. `now` says when, for people to read; `steady` counts seconds and is never set back."""

    now: Callable[[], datetime]
    steady: Callable[[], float] = time.monotonic
    beats: dict[str, datetime] = field(default_factory=dict)
    beaten: dict[str, float] = field(default_factory=dict)
    every: dict[str, float] = field(default_factory=dict)  # seconds between the beats that are expected
    troubles: tuple[str, ...] = ()  # what the last audit found wrong

    def report(self, troubles: tuple[str, ...]) -> None:
        self.troubles = troubles

    def expect(self, tick: str, seconds: float) -> None:
        """From now on this tick is to go well every so many seconds."""
        self.every[tick] = seconds
        self.beaten.setdefault(tick, self.steady())

    def beat(self, tick: str) -> None:
        self.beats[tick] = self.now()
        self.beaten[tick] = self.steady()

    def silence(self, tick: str) -> float:
        """For how many seconds a tick has not gone well; endless when it never did and nobody expected it."""
        return self.steady() - self.beaten[tick] if tick in self.beaten else math.inf

    def is_silent(self, tick: str) -> bool:
        """Whether a tick has not gone well for minutes, and for several of its intervals."""
        return self.silence(tick) > max(SILENT_AFTER.total_seconds(), 3 * self.every.get(tick, 0))

    def silent(self) -> list[str]:
        """The expected ticks that have not gone well for too long."""
        return sorted(tick for tick in self.every if self.is_silent(tick))
