"""Which children somebody may be told of, by role and team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards import house_words
from permanence.people import rights
from permanence.people.person import EVERY_TEAM
from permanence.people.rights import Right
from permanence.refusals import NotAllowed
from storage.store import Work
from usecases.house import House
from usecases.operator import who_is


@dataclass(frozen=True, slots=True)
class VisibleTeams:
    """The teams whose children somebody sees."""

    teams: frozenset[str]

    def has(self, team: str | None) -> bool:
        return EVERY_TEAM in self.teams or team in self.teams

    def require(self, team: str | None) -> None:
        """The refusal for a child of somebody else's team."""
        if not self.has(team):
            raise NotAllowed(house_words.NOT_IN_YOUR_TEAMS)


EVERYTHING = VisibleTeams(frozenset({EVERY_TEAM}))


async def visible_teams_of(house: House, work: Work, oid: str, right: Right, today: date | None = None) -> VisibleTeams:
    """What somebody of this right sees, on this day or that of the press; else the refusal, before any lookup."""
    person = rights.require(await who_is(house, work, oid, today), right)
    return EVERYTHING if person.has(*rights.SEE_CHILDREN.of_all) else VisibleTeams(person.every_team)
