"""Plan the drafts of a panel anew when a sitting before them was moved or stood down: the seven are counted again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permanence.panel.panel_calendar import PlannedSitting
from permanence.panel.panels import capacity_of
from permanence.panel.sitting import DROPPED, Sitting
from storage import history
from storage.panel import items, sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.sittings.actual_sittings import actual_sittings
from usecases.sittings.panel_candidates import candidates


async def replan_drafts(house: House, work: Work, press: Press, panel: str, today: date) -> None:
    """Each draft from this day on becomes what its day is for now."""
    drafts = await sittings.drafts(work, panel, today)
    if not drafts:
        return
    planned = (await actual_sittings(house, work, drafts[0].on, drafts[-1].on)).sittings
    by_day = {one.date: one for one in planned if one.panel == panel}
    for draft in drafts:
        if draft.on in by_day:
            await replan_draft(house, work, press, draft, by_day[draft.on], today)


async def replan_draft(
    house: House, work: Work, press: Press, draft: Sitting, planned: PlannedSitting, today: date
) -> None:
    """The draft as planned now; where it reviews something else, those on it are proposed anew."""
    if (draft.kind, draft.theme) == (planned.kind, planned.theme):
        return
    if not await sittings.replan(work, draft, planned.kind, planned.theme, planned.clause):
        return
    if draft.kind != planned.kind:
        for item in await items.of(work, draft.id):
            await items.set_state(work, item.id, DROPPED)
        anew = replace(draft, kind=planned.kind, theme=planned.theme, clause=planned.clause)
        await list_proposed(house, work, anew, today)
    await history.record(work, press, "replan_agenda", "sitting", draft.id)


async def list_proposed(house: House, work: Work, draft: Sitting, today: date) -> None:
    """Put onto an empty draft whom its day is for."""
    proposal = (await candidates(house, work, draft, today)).propose(capacity_of(house.policy, draft))
    for position, candidate in enumerate(proposal.listed, 1):
        await items.add(work, draft.id, position, candidate)
