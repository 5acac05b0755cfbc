"""What is coming for one person: everything they are still to do, and when it will be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.elements import CardElement, Container
from cards.parts import button, buttons, day, finish, heading, outcome, way_back, words
from cards.reminders.matter_line import MatterLine, opening, texts

PAGE = 8


@dataclass(frozen=True, slots=True)
class ComingLine:
    """One thing to do. `said_next` is None when the ladder has no further step for it."""

    matter: MatterLine
    said_next: date | None = None
    silent_until: date | None = None


@dataclass(frozen=True, slots=True)
class ComingView:
    """One page of it."""

    lines: tuple[ComingLine, ...]
    page: int = 0
    total: int = 0
    line: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def draw(view: ComingView) -> dict[str, Any]:
    """How much there is, then each thing with when it will be said."""
    part = f", part {view.page + 1} of {view.pages}" if view.pages > 1 else ""
    things = "1 thing to do" if view.total == 1 else f"{view.total} things to do"
    body: list[Any] = [*outcome(view.line), heading("Your next reminders")]
    body.append(words(f"{things}{part}." if view.total else "Nothing is to be done by you."))
    here = way_back("show_reminders", {"page": view.page})
    body += [_row(line, here) for line in view.lines]
    turns = []
    if view.page > 0:
        turns.append(button("Show the ones before", "show_reminders", {"page": view.page - 1}))
    if view.page + 1 < view.pages:
        turns.append(button("Show the next ones", "show_reminders", {"page": view.page + 1}))
    return finish(body, turns, said=f"Your next reminders: {view.total}.")


def _row(line: ComingLine, here: Mapping[str, str]) -> Container:
    items: list[CardElement] = [*texts(line.matter), words(_when(line), subtle=True)]
    if act := opening(line.matter, here):
        items.append(buttons(act))
    return Container(separator=True, spacing="Medium", items=items)


def _when(line: ComingLine) -> str:
    if line.silent_until:
        return f"Snoozed until {day(line.silent_until)}."
    if line.said_next:
        return f"Said next on {day(line.said_next)}."
    return "You won't be reminded again."


_LATE = ComingLine(
    MatterLine(
        "Overdue by 3 working days",
        True,
        "Panel",
        date(2026, 3, 12),
        "BCP-3.2",
        "C-0007 (AB)",
        "On the agenda of 19 March 2026",
        "child:C-0007",
    ),
    date(2026, 3, 19),
)
_ACTION = ComingLine(
    MatterLine(
        "Due in 4 working days",
        False,
        "Ask the school for an education report.",
        date(2026, 3, 23),
        "action 4 of the panel",
        "C-0011 (CD)",
        card="action:4",
    ),
    silent_until=date(2026, 3, 20),
)

EXAMPLES = {
    "nothing": ComingView(()),
    "two-things": ComingView((_LATE, _ACTION), total=2),
    "second-part": ComingView((_ACTION,), page=1, total=9),
}
