"""Show the sittings that were held, newest first, a page at a time."""

from __future__ import annotations

from datetime import date

from cards.sittings.past_sittings import PastLine, PastSittingsView
from permanence.people import rights
from storage.panel import sittings
from usecases.house import House
from usecases.sittings.sitting_head import sitting_head
from usecases.visible_teams import visible_teams_of

PAGE = 4


async def show_past_sittings(house: House, caller: str, today: date, page: int = 0) -> PastSittingsView:
    """One page; one past the end is the last."""
    async with house.store.read() as work:
        await visible_teams_of(house, work, caller, rights.SEE_SITTING)
        found, total = await sittings.past(work, today, max(page, 0) * PAGE, PAGE)
        pages = max(1, -(-total // PAGE))
        page = min(max(page, 0), pages - 1)
        if not found and total:
            found, _ = await sittings.past(work, today, page * PAGE, PAGE)
    lines = []
    for one in found:
        head = sitting_head(house.policy, one)
        lines.append(PastLine(one.id, head.panel, head.when, one.state, head.action_review))
    return PastSittingsView(tuple(lines), total, page, pages)
