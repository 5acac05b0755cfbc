"""Show the overview: the figures of the children somebody may see, of all their teams or of one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date

from permanence.people import rights
from usecases.house import House
from usecases.overview.figures import Figures, figures_of
from usecases.overview.outcomes import KeptOutcomes, Outcomes
from usecases.visible_teams import VisibleTeams, visible_teams_of

MOST_KEPT = 64  # teams times people's sights; more are summed each time


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


class KeptFigures:
    """Figures by whose children they sum; kept as long as the outcomes behind them are the newest."""

    def __init__(self, house: House) -> None:
        self._outcomes = KeptOutcomes(house)
        self._of: Outcomes | None = None
        self._summed: dict[tuple[VisibleTeams, str], Overview] = {}

    async def of(self, visible: VisibleTeams, team: str, today: date) -> Overview:
        """Of the children of visible teams, or of one of these teams."""
        known = await self._outcomes.now(today)
        if known is not self._of:
            self._of, self._summed = known, {}
        if (summed := self._summed.get((visible, team))) is not None:
            return summed
        seen = [one for one in known.children if visible.has(one.team or None)]
        chosen = [one for one in seen if not team or one.team == team]
        figures = await asyncio.to_thread(figures_of, chosen, today)
        summed = Overview(figures, tuple(sorted({one.team for one in seen if one.team})), team)
        if known is self._of and len(self._summed) < MOST_KEPT:
            self._summed[visible, team] = summed
        return summed


async def show_overview(house: House, kept: KeptFigures, asked: OverviewAsked) -> Overview:
    """Refused to whoever may see no child; a team they do not see is as if it had no child."""
    async with house.store.read() as work:
        visible = await visible_teams_of(house, work, asked.caller, rights.SEE_CHILDREN, asked.today)
    return await kept.of(visible, asked.team, asked.today)
