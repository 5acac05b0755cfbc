"""The days an authority's offices are closed beside bank holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from permanence.policy_file.people import Closure


def closed_days(closures: Iterable[Closure]) -> dict[date, str]:
    """Every closed day with its name."""
    return {
        closure.start + timedelta(days=n): closure.name
        for closure in closures
        for n in range(((closure.end or closure.start) - closure.start).days + 1)
    }
