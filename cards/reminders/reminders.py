"""What is coming for one person: everything they are still to do, and when it will be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.children.duty_words import by_when
from cards.elements import Container
from cards.parts import button, buttons, day, finish, heading, outcome, plain, words
from permanence.subject import Subject

PAGE = 8
LONGEST = 200


@dataclass(frozen=True, slots=True)
class ComingLine:
    """One thing to do. `said_next` is None when the ladder has no further step for it."""

    standing: str
    overdue: bool
    name: str
    due: date
    origin: str
    child: str = ""
    note: str = ""
    card: str = ""
    said_next: date | None = None
    silent_until: date | None = None
    dated: bool = True


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
    body: list[Any] = [*outcome(view.line), heading("What is coming for you")]
    body.append(words(f"{things}{part}." if view.total else "Nothing is to be done by you."))
    body += [_row(line) for line in view.lines]
    turns = []
    if view.page > 0:
        turns.append(button("Show the ones before", "show_reminders", {"page": view.page - 1}))
    if view.page + 1 < view.pages:
        turns.append(button("Show the next ones", "show_reminders", {"page": view.page + 1}))
    return finish(body, turns, said=f"What is coming for you: {view.total}.")


def _row(line: ComingLine) -> Container:
    name = line.name if len(line.name) <= LONGEST else f"{line.name[: LONGEST - 1].rstrip()}…"
    what = f"{name.rstrip('.')}, for {line.child}" if line.child else name.rstrip(".")
    about = f"{plain(what)}. {by_when(line.due, line.dated)}: {plain(line.origin)}."
    if line.note:
        about += f" {plain(line.note[:LONGEST])}."
    items: list[Any] = [
        words(f"{line.standing}.", bold=True, color="Attention" if line.overdue else None),
        words(about),
        words(_when(line), subtle=True),
    ]
    card = Subject.parse(line.card)
    if card.kind == "child":
        items.append(buttons([button("Open", "show_child", {"child": card.id})]))
    elif card.kind == "steps":
        items.append(buttons([button("Steps", "show_steps", {"child": card.id})]))
    elif line.card:
        items.append(buttons([button("Open", "show_again", {"of": line.card})]))
    return Container(separator=True, spacing="Medium", items=items)


def _when(line: ComingLine) -> str:
    if line.silent_until:
        return f"Snoozed until {day(line.silent_until)}."
    if line.said_next:
        return f"Said next on {day(line.said_next)}."
    return "Not said again to you."


_LATE = ComingLine(
    "Overdue by 3 working days",
    True,
    "Panel",
    date(2026, 3, 12),
    "BCP-3.2",
    "C-0007 (AB)",
    "On the agenda of 19 March 2026",
    "child:C-0007",
    date(2026, 3, 19),
)
_ACTION = ComingLine(
    "Due in 4 working days",
    False,
    "Ask the school for an education report.",
    date(2026, 3, 23),
    "action 4 of the panel",
    "C-0011 (CD)",
    card="action:4",
    silent_until=date(2026, 3, 20),
)

EXAMPLES = {
    "nothing": ComingView(()),
    "two-things": ComingView((_LATE, _ACTION), total=2),
    "second-part": ComingView((_ACTION,), page=1, total=9),
}
