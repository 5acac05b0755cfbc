"""The question whose absence is to be entered, before the form that can then offer who may stand in for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, choice, finish, heading, leaving, outcome


@dataclass(frozen=True, slots=True)
class WhoIsAwayForm:
    """`people` are (name and roles, object id) of everybody; `chosen` is the one shown first."""

    people: tuple[tuple[str, str], ...]
    chosen: str
    line: str = ""


def draw(view: WhoIsAwayForm) -> dict[str, Any]:
    """Who, and on to the form for them."""
    body: list[Any] = [*outcome(view.line), heading("Enter an absence")]
    body.append(choice("person", "Who is away", view.people, value=view.chosen))
    actions = [button("Next", "choose_who_is_away", {}, style="positive"), leaving("Back", "show_away", {})]
    return finish(body, actions, said="Whose absence is to be entered: a form.")


EXAMPLES = {
    "anybody": WhoIsAwayForm(
        (
            ("Sam Support, business support", "oid-support"),
            ("Erin East, team manager", "oid-east"),
            ("Chris Chair, panel chair, service manager", "oid-chair"),
        ),
        "oid-support",
    ),
}
