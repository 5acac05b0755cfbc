"""Which children somebody may be told of, by role and team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards import house_words
from permanence.people.person import (
    ADMINISTRATOR,
    BUSINESS_SUPPORT,
    EVERY_TEAM,
    PANEL_CHAIR,
    ROLES,
    SERVICE_MANAGER,
    VIEWER,
    require,
)
from permanence.refusals import NotAllowed
from storage import people
from storage.store import Work
from usecases.house import House
from usecases.operator import OPERATOR

SEE_ALL = (ADMINISTRATOR, BUSINESS_SUPPORT, PANEL_CHAIR, SERVICE_MANAGER, VIEWER)


@dataclass(frozen=True, slots=True)
class VisibleTeams:
    """The teams whose children somebody sees."""

    teams: frozenset[str]

    def has(self, team: str | None) -> bool:
        return EVERY_TEAM in self.teams or team in self.teams

    def require(self, team: str | None) -> None:
        """The refusal for a child of somebody else's team."""
        if not self.has(team):
            raise NotAllowed(house_words.NOT_OF_YOUR_TEAMS)


EVERYTHING = VisibleTeams(frozenset({EVERY_TEAM}))


async def visible_teams_of(house: House, work: Work, oid: str, to: str, today: date | None = None) -> VisibleTeams:
    """What the person sees, on this day or that of the press; or the refusal for somebody without a role."""
    person = await people.find(work, oid, today)
    if oid == OPERATOR or (person is None and oid in house.administrators):
        return EVERYTHING
    person = require(person, *ROLES, to=to)
    return EVERYTHING if person.has(*SEE_ALL) else VisibleTeams(person.every_team)
