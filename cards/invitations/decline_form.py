"""The form to decline an invitation: the reason is asked for, and what follows is said beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.parts import address, afternoon, button, finish, heading, leaving, outcome, plain, reason_input, words


@dataclass(frozen=True, slots=True)
class DeclineFormView:
    """`labels` are the children whose slots are given up; none at an action review."""

    invitation: int
    version: int
    manager: str
    starts_at: datetime
    ends_at: datetime
    labels: tuple[str, ...]
    reason: str = ""
    line: str = ""


def draw(view: DeclineFormView) -> dict[str, Any]:
    """What is declined, what follows, and the box for the reason."""
    of = {"of": address("invitation", view.invitation), "id": view.invitation, "version": view.version}
    body = [
        *outcome(view.line),
        heading("Decline the invitation"),
        words(f"{plain(view.manager)}, {afternoon(view.starts_at, view.ends_at)}."),
        words(_what_follows(view)),
        reason_input(view.reason),
    ]
    actions = [button("Decline", "decline_invitation", of), leaving("Back", "show_again", of)]
    return finish(body, actions, said="A form to decline an invitation.")


def _what_follows(view: DeclineFormView) -> str:
    if not view.labels:
        return "The slot is freed and business support is told."
    children = ", ".join(plain(label) for label in view.labels)
    return f"The slots of {children} are freed, business support is told, and they come first at the next sitting."


_SITTING = (12, 1, "Erin East", datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC))
EXAMPLES = {
    "two-children": DeclineFormView(*_SITTING, ("C-1042 (AB)", "C-1077 (KM)")),
    "no-reason": DeclineFormView(*_SITTING, ("C-1042 (AB)",), " ", "Say why; a few words are enough."),
    "action-review": DeclineFormView(*_SITTING, ()),
}
