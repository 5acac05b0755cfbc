"""The form to withdraw one child from a sitting: which child, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import address, button, choice, finish, heading, leaving, outcome, reason_input, words


@dataclass(frozen=True, slots=True)
class ReleaseFormView:
    """`children` holds (item, words) of those that may be withdrawn."""

    invitation: int
    version: int
    children: tuple[tuple[int, str], ...]
    chosen: str = ""
    reason: str = ""
    line: str = ""


def draw(view: ReleaseFormView) -> dict[str, Any]:
    """What follows, the choice and the box."""
    of = {"of": address("invitation", view.invitation), "id": view.invitation, "version": view.version}
    choices = [(shown, str(item)) for item, shown in view.children]
    body = [
        *outcome(view.line),
        heading("Withdraw one child"),
        words("The slot is freed, business support is told, and the child comes first at the next sitting."),
        choice("item", "Which child", choices, required="Choose the child.", value=view.chosen),
        reason_input(view.reason),
    ]
    actions = [button("Withdraw", "release_item", of), leaving("Back", "show_again", of)]
    return finish(body, actions, said="A form to withdraw one child from a sitting.")


_CHILDREN = ((11, "C-1042 (AB), 14:00 to 14:20"), (12, "C-1077 (KM), 14:20 to 14:40"))
EXAMPLES = {
    "two-children": ReleaseFormView(12, 1, _CHILDREN),
    "no-reason": ReleaseFormView(12, 1, _CHILDREN, "12", "", "Say why; a few words are enough."),
}
