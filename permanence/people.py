"""People of the procedure and what their roles let them do. Rights go by Entra object id, never by name."""

from __future__ import annotations

from dataclasses import dataclass

from permanence.refusals import NotAllowed

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
class Person:
    """Somebody who may use the product. `teams` holds team names, or `*` for one who stands in for all."""

    oid: str
    name: str
    roles: frozenset[str]
    teams: frozenset[str] = frozenset()
    email: str = ""
    teams_id: str | None = None

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    def works_for(self, team: str | None) -> bool:
        return EVERY_TEAM in self.teams or (team is not None and team in self.teams)


def require(person: Person | None, *roles: str, to: str) -> Person:
    """The person, when they hold one of these roles; else the refusal that says which role is needed to `to`."""
    if person is None:
        raise NotAllowed(f"You are not in the people file, so you cannot {to}; ask an administrator to add you.")
    if not person.has(*roles):
        wanted = " or ".join(ROLES[role] for role in roles)
        raise NotAllowed(f"Only {wanted} can {to}; your roles are {_roles_in_words(person)}.")
    return person


def manager_of(people: list[Person], team: str | None) -> Person | None:
    """The team manager of a team: the one named for it before one who stands in for every team."""
    managers = [p for p in people if p.has(TEAM_MANAGER) and p.works_for(team)]
    named = [p for p in managers if team in p.teams]
    return min(named or managers, key=lambda p: (p.name, p.oid), default=None)


def likeliest_first(people: list[Person], team: str | None) -> list[Person]:
    """People in the order they are likely to be chosen for a child of this team: the team's own first."""
    return sorted(people, key=lambda p: (team not in p.teams, p.roles <= {VIEWER, ADMINISTRATOR}, p.name, p.oid))


def _roles_in_words(person: Person) -> str:
    words = [ROLES[role] for role in ROLES if role in person.roles]
    return ", ".join(words) or "none"
