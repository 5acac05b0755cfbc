"""Pacing: what Teams lets one bot post into one conversation, kept to before it has to say no."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# At most so many posts in so many seconds, into one conversation and into all of a tenant together
# (Teams' documented limits; the older, lower figure for the tenant).
WINDOWS = ((7, 1), (8, 2), (60, 30), (1800, 3600))
TOGETHER = ((30, 1),)


@dataclass(slots=True)
class Pacing:
    """Remembers this process's posts of the last hour, and to whom nothing is to be sent for the moment."""

    sent: dict[str, deque[datetime]] = field(default_factory=dict)
    together: deque[datetime] = field(default_factory=lambda: deque(maxlen=TOGETHER[-1][0]))
    holds: dict[str, datetime] = field(default_factory=dict)  # recipient -> until when
    setbacks: dict[str, int] = field(default_factory=dict)  # recipient -> failures one after another

    def wait(self, conversation: str, now: datetime) -> timedelta:
        """Zero when one more may be posted now (and counts it); else how long to wait."""
        past = self.sent.setdefault(conversation, deque(maxlen=WINDOWS[-1][0]))
        wait = max(_left(past, WINDOWS, now), _left(self.together, TOGETHER, now))
        if wait <= timedelta(0):
            past.append(now)
            self.together.append(now)
            return timedelta(0)
        return wait

    def hold(self, recipient: str, until: datetime) -> None:
        """Send nothing to this recipient before then; its rows are left where they are."""
        self.holds[recipient] = max(until, self.holds.get(recipient, until))

    def held(self, now: datetime) -> frozenset[str]:
        """The recipients nothing is sent to at the moment."""
        self.holds = {recipient: until for recipient, until in self.holds.items() if until > now}
        return frozenset(self.holds)

    def free_at(self) -> datetime | None:
        """When the first of them may be sent to again."""
        return min(self.holds.values(), default=None)

    def went_wrong(self, recipient: str) -> int:
        """Count a failure; how many there were one after another."""
        self.setbacks[recipient] = self.setbacks.get(recipient, 0) + 1
        return self.setbacks[recipient]

    def went_well(self, recipient: str) -> None:
        """The way to this recipient is open."""
        self.setbacks.pop(recipient, None)


def _left(past: deque[datetime], windows: tuple[tuple[int, int], ...], now: datetime) -> timedelta:
    wait = timedelta(0)
    for most, seconds in windows:
        if len(past) >= most:
            window = timedelta(seconds=seconds)
            # A clock that was put back never makes anyone wait longer than the window itself.
            wait = max(wait, min(past[-most] + window - now, window))
    return wait
