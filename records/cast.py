"""The made-up council: its people, with fixed ids so that a local play finds them again. Nobody here is real."""

from __future__ import annotations

from permanence.people.person import (
    ADMINISTRATOR,
    BUSINESS_SUPPORT,
    EVERY_TEAM,
    PANEL_CHAIR,
    ROLES,
    SERVICE_MANAGER,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    VIEWER,
    Person,
)

COUNCIL = "Harbourshire"
EAST = "Children in Care East"
WEST = "Children in Care West"
NORTH = "Children in Care North"
CENTRAL = "Children and Families Central"
COAST = "Children and Families Coast"
DISABILITY = "Children with Disabilities"
YOUNG_PEOPLE = "Young People and Leaving Care"
ADOPTION = "Adoption and Permanence"
TEAMS = (EAST, WEST, NORTH, CENTRAL, COAST, DISABILITY, YOUNG_PEOPLE, ADOPTION)


def _person(number: int, name: str, roles: set[str], *teams: str) -> Person:
    address = name.lower().replace(" ", ".").replace("'", "")
    return Person(
        oid=f"00000000-0000-4000-8000-{number:012d}",
        name=name,
        roles=frozenset(roles),
        teams=frozenset(teams),
        email=f"{address}@{COUNCIL.lower()}.example",
    )


# The one who plays at the keyboard holds every role, so that the whole story can be played alone.
LOCAL = _person(1, "Alex Morgan", set(ROLES), EVERY_TEAM)

# The four who are also in the local Teams client.
MANAGERS = (
    _person(2, "Priya Nair", {TEAM_MANAGER}, EAST),
    _person(3, "Tom Whitfield", {TEAM_MANAGER}, WEST),
    _person(4, "Grace Okafor", {TEAM_MANAGER}, NORTH),
    _person(5, "Daniel Price", {TEAM_MANAGER}, CENTRAL),
)

OTHERS = (
    _person(6, "Helen Marsh", {TEAM_MANAGER}, COAST),
    _person(7, "Yusuf Rahman", {TEAM_MANAGER}, DISABILITY),
    _person(8, "Owen Carter", {TEAM_MANAGER}, YOUNG_PEOPLE),
    _person(9, "Megan Lloyd", {TEAM_MANAGER}, ADOPTION),
    _person(10, "Ruth Bennett", {PANEL_CHAIR, SERVICE_MANAGER}, EVERY_TEAM),
    _person(11, "Simon Achebe", {SERVICE_MANAGER}, EVERY_TEAM),
    _person(12, "Joanne Pike", {BUSINESS_SUPPORT}),
    _person(13, "Leah Turner", {ADMINISTRATOR}),
    _person(14, "Nadia Hussain", {VIEWER}),
    _person(15, "Colin Foster", {VIEWER}),
    _person(16, "Amy Sinclair", {SOCIAL_WORKER}, EAST),
    _person(17, "Ben Adeyemi", {SOCIAL_WORKER}, WEST),
)

EVERYONE = (LOCAL, *MANAGERS, *OTHERS)

WORKERS = {
    EAST: ("Amy Sinclair", "Kofi Mensah", "Laura Finch"),
    WEST: ("Ben Adeyemi", "Chloe Barker", "Imran Shah"),
    NORTH: ("Sara Novak", "Dean Hollis", "Ifeoma Eze"),
    CENTRAL: ("Rosie Trent", "Marcus Bell", "Anita Rao"),
    COAST: ("Paul Denham", "Freya Lund", "Zainab Ali"),
    DISABILITY: ("Martin Reyes", "Ellen Shaw"),
    YOUNG_PEOPLE: ("Kate Moran", "Tariq Malik", "Lewis Grant"),
    ADOPTION: ("Nina Castle", "George Obi"),
}
