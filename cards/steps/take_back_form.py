"""The form that takes back what was recorded by mistake: it stays in the record, withdrawn, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cards.parts import button, day, finish, heading, leaving, outcome, plain, text_input, words

REASON_MISSING = "Write why it is taken back."


@dataclass(frozen=True, slots=True)
class TakeBackForm:
    """One thing recorded for one child: `event` is its number."""

    child: str
    label: str
    event: int
    name: str
    on: date
    by: str
    note: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: TakeBackForm) -> dict[str, Any]:
    """What was recorded, and why it is taken back."""
    name = plain(view.name[:1].upper() + view.name[1:])
    body: list[Any] = [
        *outcome(view.line),
        heading(f"Take back: {plain(view.label)}"),
        words(f"{name}: {day(view.on)}, recorded by {plain(view.by)}."),
        *([words(plain(view.note), subtle=True)] if view.note else []),
        words("It stays in the record as withdrawn, and what it closed is open again.", subtle=True),
        text_input("reason", "Why", required=REASON_MISSING, value=view.typed.get("reason", ""), lines=True, most=500),
    ]
    child = {"child": view.child}
    actions = [
        button("Take it back", "take_back_step", {**child, "event": view.event}, style="destructive"),
        leaving("Back", "show_steps", child),
    ]
    return finish(body, actions, said="Something recorded is taken back: a form.")


_APPROVAL = (
    "C-0007",
    "C-0007 (AB)",
    7,
    "the team manager's approval of the final care plan",
    date(2026, 1, 20),
    "Erin East",
    "Approved by Erin East in supervision.",
)

EXAMPLES = {
    "an-approval": TakeBackForm(*_APPROVAL),
    "no-reason": TakeBackForm(*_APPROVAL, line=REASON_MISSING),
}
