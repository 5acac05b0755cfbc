"""The sittings of a span as they are: planned by the procedure, with what was moved or stood down by hand."""

from __future__ import annotations

from datetime import date

from permanence.panel.panel_calendar import SittingCalendar, sittings
from permanence.panel.referral import Heard, heard_at
from permanence.panel.sitting import PUBLISHED
from storage.panel import sittings as kept_sittings
from storage.store import Work
from usecases.house import House


async def actual_sittings(house: House, work: Work, start: date, end: date) -> SittingCalendar:
    """Everybody who asks when a panel sits asks here; the procedure alone does not know what was stood down."""
    return sittings(house.policy, start, end, await kept_sittings.kept(work))


async def would_hear(house: House, work: Work, panel: str, on: date) -> Heard | None:
    """The sitting a referral to this panel made on a day is for."""
    return heard_at(house.policy, panel, on, await kept_sittings.kept(work))


async def hears(house: House, work: Work, panel: str, child: str, made_on: date, today: date) -> Heard | None:
    """The sitting that hears a child referred on a day: the one whose agenda the child is on, or would be on."""
    listed = (await kept_sittings.children_on_open_sittings(work, today, panel=panel)).get(child)
    if listed is not None and listed.state == PUBLISHED:
        return Heard(listed.on, None)
    return await would_hear(house, work, panel, made_on)
