"""What day and what instant it is for a command: the only real clock of the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime

from permanence.mornings import LONDON


def now() -> datetime:
    """The instant, on the real clock."""
    return datetime.now(UTC)


def today() -> date:
    """Today in London."""
    return now().astimezone(LONDON).date()
