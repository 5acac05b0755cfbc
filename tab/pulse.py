"""The pulse: when each tick of this process last went well, for health and metrics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SILENT_AFTER = timedelta(minutes=2)


@dataclass(slots=True)
class Pulse:
    """Beats by tick. `now` is the real clock, whatever day it is made out to be locally."""

    now: Callable[[], datetime]
    beats: dict[str, datetime] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()  # what the last audit found wrong

    def report(self, troubles: tuple[str, ...]) -> None:
        self.troubles = troubles

    def beat(self, tick: str) -> None:
        self.beats[tick] = self.now()

    def is_silent(self, tick: str) -> bool:
        """Whether a tick that comes every few seconds has not gone well for minutes."""
        return tick not in self.beats or self.now() - self.beats[tick] > SILENT_AFTER
