"""The six things each role does most, in the order of a day, for `help` and for words that nobody understands."""

from __future__ import annotations

from permanence.people.person import (
    ADMINISTRATOR,
    BUSINESS_SUPPORT,
    PANEL_CHAIR,
    SERVICE_MANAGER,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    VIEWER,
    Person,
)

MOST = 6
FIRST: dict[str, tuple[str, ...]] = {
    BUSINESS_SUPPORT: ("sitting", "agenda", "due", "record", "failed", "away"),
    PANEL_CHAIR: ("sitting", "record", "due overdue", "my actions overdue", "procedure", "away"),
    SERVICE_MANAGER: ("due overdue", "my actions overdue", "sitting", "reminders", "conflicts", "away"),
    TEAM_MANAGER: ("my actions", "due", "sitting", "reminders", "away", "calendar"),
    SOCIAL_WORKER: ("my actions", "due", "reminders", "sitting", "away", "procedure"),
    ADMINISTRATOR: ("set up", "failed", "conflicts", "procedure", "due overdue", "away"),
    VIEWER: ("due overdue", "due", "sitting", "my actions", "procedure", "away"),
}
FOR_ANYBODY = ("procedure", "conflicts", "set up")


def first_things(person: Person | None) -> tuple[str, ...]:
    """What to offer this person: of several roles each in turn, nothing twice."""
    if person is None:
        return FOR_ANYBODY
    theirs = [its for role, its in FIRST.items() if person.has(role)]
    turns = [its[at] for at in range(MOST) for its in theirs]
    return tuple(dict.fromkeys(turns))[:MOST] or FOR_ANYBODY
