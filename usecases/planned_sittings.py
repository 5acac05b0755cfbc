"""The sittings of a span as they are: planned by the procedure, with what was moved or stood down by hand."""

from __future__ import annotations

from datetime import date

from permanence.sittings import SittingCalendar, sittings
from storage import sittings as kept_sittings
from storage.store import Work
from usecases.house import House


async def planned_sittings(house: House, work: Work, start: date, end: date) -> SittingCalendar:
    """Everybody who asks when a panel sits asks here; the procedure alone does not know what was stood down."""
    return sittings(house.policy, start, end, await kept_sittings.kept(work))
