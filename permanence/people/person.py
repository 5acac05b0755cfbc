"""People of the procedure, by Entra object id and never by name: their roles, their teams, for whom they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ADMINISTRATOR = "administrator"
BUSINESS_SUPPORT = "business_support"
PANEL_CHAIR = "panel_chair"
SERVICE_MANAGER = "service_manager"
TEAM_MANAGER = "team_manager"
SOCIAL_WORKER = "social_worker"
VIEWER = "viewer"

ROLES = {
    ADMINISTRATOR: "administrator",
    BUSINESS_SUPPORT: "business support",
    PANEL_CHAIR: "panel chair",
    SERVICE_MANAGER: "service manager",
    TEAM_MANAGER: "team manager",
    SOCIAL_WORKER: "social worker",
    VIEWER: "viewer",
}
EVERY_TEAM = "*"


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away until the end of a day; the deputy, by object id and name, stands in for them."""

    until: date
    deputy: str
    deputy_name: str


@dataclass(frozen=True, slots=True)
class StoodFor:
    """A team manager who is away, seen from whoever stands in for them."""

    oid: str
    name: str
    teams: frozenset[str]
    until: date

    def works_for(self, team: str | None) -> bool:
        return EVERY_TEAM in self.teams or (team is not None and team in self.teams)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may use the product. `teams` holds team names, or `*` for one who stands in for all.

    `away` and `stands_for` are of the day the person was asked for on, and empty where no day was given.
    """

    oid: str
    name: str
    roles: frozenset[str]
    teams: frozenset[str] = frozenset()
    email: str = ""
    teams_id: str | None = None
    away: Away | None = None
    stands_for: tuple[StoodFor, ...] = ()

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    def works_for(self, team: str | None) -> bool:
        return EVERY_TEAM in self.teams or (team is not None and team in self.teams)

    @property
    def every_team(self) -> frozenset[str]:
        """Their own teams, and those of the managers they stand in for."""
        return self.teams.union(*(one.teams for one in self.stands_for))

    def manages(self, team: str | None) -> bool:
        """Whether they may do what the team's manager may: as one themselves, or for one who is away."""
        return (self.has(TEAM_MANAGER) and self.works_for(team)) or self.deputises(team) is not None

    def deputises(self, team: str | None) -> StoodFor | None:
        """For whom they manage a team that is not their own."""
        if self.has(TEAM_MANAGER) and self.works_for(team):
            return None
        return next((one for one in self.stands_for if one.works_for(team)), None)


def manager_of(people: list[Person], team: str | None) -> Person | None:
    """Who is a team's manager on the day these people are of: its own, or whoever stands in for them."""
    own = own_manager_of(people, team)
    return stand_in_of(people, own) if own else None


def stand_in_of(people: Iterable[Person], own: Person) -> Person:
    """Who stands in for somebody on the day these people are of; themselves when nobody does."""
    return next((p for p in people if any(one.oid == own.oid for one in p.stands_for)), own)


def own_manager_of(people: list[Person], team: str | None) -> Person | None:
    """A team's own manager, away or not: the one named for it before one who stands in for every team."""
    managers = [p for p in people if p.has(TEAM_MANAGER) and p.works_for(team)]
    named = [p for p in managers if team in p.teams]
    return min(named or managers, key=lambda p: (p.name, p.oid), default=None)


def likeliest_first(people: list[Person], team: str | None) -> list[Person]:
    """People in the order they are likely to be chosen for a child of this team: the team's own first."""
    return sorted(people, key=lambda p: (team not in p.teams, p.roles <= {VIEWER, ADMINISTRATOR}, p.name, p.oid))
