"""Pacing: what Teams lets one bot post into one conversation, kept to before it has to say no."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# Per bot and conversation: at most so many posts in so many seconds (Teams' documented limits).
WINDOWS = ((7, 1), (8, 2), (60, 30), (1800, 3600))


@dataclass(slots=True)
class Pacing:
    """Remembers this process's posts of the last hour, by conversation."""

    sent: dict[str, deque[datetime]] = field(default_factory=dict)

    def wait(self, conversation: str, now: datetime) -> timedelta:
        """Zero when one more may be posted now (and counts it); else how long to wait."""
        past = self.sent.setdefault(conversation, deque(maxlen=WINDOWS[-1][0]))
        wait = timedelta(0)
        for most, seconds in WINDOWS:
            if len(past) >= most:
                free_at = past[-most] + timedelta(seconds=seconds)
                wait = max(wait, free_at - now)
        if wait <= timedelta(0):
            past.append(now)
            return timedelta(0)
        return wait
