"""The form that enters an absence: who, from which day to which, and who stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cards.fields import Field, date_box
from cards.parts import button, choice, finish, heading, leaving, outcome, plain, words

STARTS = Field("starts", "First day away", "Choose the first day away.")
UNTIL = Field("until", "Last day away", "Choose the last day away.")
DEPUTY_MISSING = "Choose who stands in."
NOBODY_MAY = "an administrator enters a team manager, service manager or panel chair in the people file first."
FOLLOWS = (
    "Invitations and children to be presented on these days go to whoever stands in, who may do for a team manager's "
    "teams what the manager may. Actions stay their owner's; beside them it says who stands in."
)


@dataclass(frozen=True, slots=True)
class AwayForm:
    """`deputies` are (name and roles, object id): all who may stand in for this person, and nobody else."""

    name: str
    person: str  # object id of the one who is away
    own: bool
    deputies: tuple[tuple[str, str], ...]
    today: date
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: AwayForm) -> dict[str, Any]:
    """Who, when, who stands in, and what follows from it."""
    typed = view.typed
    body: list[Any] = [*outcome(view.line), heading("Enter an absence")]
    body.append(words(f"{plain(view.name)} is away."))
    back = leaving("Back", "show_away", {}) if view.own else leaving("Somebody else", "open_away_form", {})
    if not view.deputies:
        body.append(words(f"Nobody here may stand in for {plain(view.name)}: {NOBODY_MAY}"))
        return finish(body, [back], said="An absence cannot be entered yet.")
    body += [
        date_box(STARTS, typed.get("starts") or view.today.isoformat()),
        date_box(UNTIL, typed.get("until", "")),
        choice("deputy", "Who stands in", view.deputies, required=DEPUTY_MISSING, value=typed.get("deputy", "")),
        words(FOLLOWS, subtle=True),
    ]
    actions = [button("Save", "enter_absence", {"person": view.person}, style="positive"), back]
    return finish(body, actions, said="An absence and who stands in: a form.")


_DEPUTIES = (("Will West, team manager", "oid-west"), ("Chris Chair, panel chair, service manager", "oid-chair"))
_EAST = AwayForm("Erin East", "oid-east", own=True, deputies=_DEPUTIES, today=date(2026, 3, 9))
EXAMPLES = {
    "own": _EAST,
    "for-somebody-else": replace(_EAST, own=False),
    "the-deputy-is-away": replace(
        _EAST,
        typed={"starts": "2026-03-09", "until": "2026-03-20", "deputy": "oid-west"},
        line="Will West is away from 12 March 2026 to 13 March 2026; choose another deputy.",
    ),
    "nobody-may": replace(_EAST, deputies=()),
}
