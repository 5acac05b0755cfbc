"""Show the overview: the figures of the children somebody may see, of all their teams or of one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

from permanence.people import rights
from usecases.house import House
from usecases.overview.figures import Figures, figures_of
from usecases.overview.outcomes import KeptOutcomes
from usecases.visible_teams import visible_teams_of


@dataclass(frozen=True, slots=True)
class OverviewAsked:
    """Who asks, as of which day, for which team; for all they see when none is named."""

    caller: str
    today: date
    team: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures, and the teams that can be chosen."""

    figures: Figures
    teams: tuple[str, ...]
    team: str


async def show_overview(house: House, kept: KeptOutcomes, asked: OverviewAsked) -> Overview:
    """Refused to whoever may see no child; a team they do not see is as if it had no child."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
    known = await kept.now(asked.today)
    seen = [one for one in known.children if visible.has(one.team or None)]
    chosen = [one for one in seen if not asked.team or one.team == asked.team]
    figures = await asyncio.to_thread(figures_of, chosen, asked.today)
    return Overview(figures, tuple(sorted({one.team for one in seen if one.team})), asked.team)
