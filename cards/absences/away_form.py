"""The form that enters an absence: who, from which day to which, and who stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cards.fields import Field, date_box
from cards.parts import button, choice, finish, heading, leaving, outcome, plain, words

WHO_MISSING = "Choose who is away."
STARTS = Field("starts", "First day away", "Choose the first day away.")
UNTIL = Field("until", "Last day away", "Choose the last day away.")
DEPUTY_MISSING = "Choose who stands in."
FOLLOWS = (
    "Invitations and children to be presented on these days go to whoever stands in, who may do for a team manager's "
    "teams what the manager may. Actions stay their owner's; beside them it says who stands in."
)


@dataclass(frozen=True, slots=True)
class AwayForm:
    """`people` are (name and roles, object id) where an absence may be entered for anybody; else it is one's own."""

    name: str
    own: str
    people: tuple[tuple[str, str], ...]
    deputies: tuple[tuple[str, str], ...]
    today: date
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: AwayForm) -> dict[str, Any]:
    """Who, when, who stands in, and what follows from it."""
    typed = view.typed
    body: list[Any] = [*outcome(view.line), heading("Enter an absence")]
    if view.people:
        chosen = typed.get("person", view.own)
        body.append(choice("person", "Who is away", view.people, required=WHO_MISSING, value=chosen))
    else:
        body.append(words(f"{plain(view.name)} is away."))
    body += [
        date_box(STARTS, typed.get("starts") or view.today.isoformat()),
        date_box(UNTIL, typed.get("until", "")),
        choice("deputy", "Who stands in", view.deputies, required=DEPUTY_MISSING, value=typed.get("deputy", "")),
        words(FOLLOWS, subtle=True),
    ]
    actions = [button("Save", "enter_absence", {}, style="positive"), leaving("Back", "show_away", {})]
    return finish(body, actions, said="An absence and who stands in: a form.")


_DEPUTIES = (("Will West, team manager", "oid-west"), ("Chris Chair, panel chair, service manager", "oid-chair"))
EXAMPLES = {
    "own": AwayForm("Erin East", "oid-east", (), _DEPUTIES, date(2026, 3, 9)),
    "for-anybody": AwayForm(
        "Sam Support",
        "oid-support",
        (("Sam Support, business support", "oid-support"), ("Erin East, team manager", "oid-east"), *_DEPUTIES),
        (("Erin East, team manager", "oid-east"), *_DEPUTIES),
        date(2026, 3, 9),
    ),
    "the-deputy-is-away": AwayForm(
        "Erin East",
        "oid-east",
        (),
        _DEPUTIES,
        date(2026, 3, 9),
        {"starts": "2026-03-09", "until": "2026-03-20", "deputy": "oid-west"},
        "Will West is away from 12 March 2026 to 13 March 2026; choose another deputy.",
    ),
}
