"""The address of the page of actions: what it is narrowed to. Owners stand in it by opaque ids alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from multidict import MultiMapping

from usecases.actions.browse_actions import STATES, USUAL

PATH = "/actions"
OWNER = "person"  # the kind of opaque id
STATE_WORDS = {
    "open": "Open",
    "overdue": "Overdue",
    "this_week": "Due within a week",
    "blocked": "Blocked",
    "done": "Done",
    "cancelled": "Cancelled",
    "all": "All",
}


@dataclass(frozen=True, slots=True)
class ActionsAddress:
    """Team, owner as their opaque id, state, and from which row on."""

    team: str = ""
    owner: str = ""
    state: str = USUAL
    start: int = 0

    def link(self) -> str:
        pairs = [("team", self.team), ("owner", self.owner)]
        pairs += [("state", self.state if self.state != USUAL else ""), ("from", str(self.start or ""))]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{PATH}?{query}" if query else PATH

    def starting(self, start: int) -> ActionsAddress:
        return replace(self, start=start)


def read(query: MultiMapping[str]) -> ActionsAddress:
    """What is no state or number is as if it was not there."""
    state, start = query.get("state", USUAL), query.get("from", "")
    return ActionsAddress(
        query.get("team", "")[:200],
        query.get("owner", "")[:32],
        state if state in STATES else USUAL,
        int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0,
    )
