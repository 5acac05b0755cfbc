"""Actions as a list: somebody's own and their teams', or a child's, overdue first, each with a way to act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.actions.action_words import ActionLine, standing
from cards.elements import Container
from cards.parts import address, button, buttons, finish, heading, outcome, plain, words
from permanence.explain import counted


@dataclass(frozen=True, slots=True)
class ActionsView:
    """One page of a list. `back` names the list and the page in it: "mine:0" or "child:C-0001:0"."""

    title: str
    actions: tuple[ActionLine, ...]
    back: str
    page: int = 0
    pages: int = 1
    total: int = 0
    line: str = ""


def draw(view: ActionsView) -> dict[str, Any]:
    """How many, then each with its state in words first."""
    body: list[Any] = [*outcome(view.line), heading(plain(view.title)), words(_how_many(view))]
    body += [_row(action, view.back) for action in view.actions]
    name = view.back.rpartition(":")[0]
    turns = []
    if view.page > 0:
        turns.append(button("Earlier page", "open_list", {"back": f"{name}:{view.page - 1}"}))
    if view.page + 1 < view.pages:
        turns.append(button("Next page", "open_list", {"back": f"{name}:{view.page + 1}"}))
    return finish(body, turns, said=f"A list of actions of the panel: {view.total}.")


def _how_many(view: ActionsView) -> str:
    if not view.total:
        return "No action."
    count = counted(view.total, "action")
    return f"{count}, page {view.page + 1} of {view.pages}." if view.pages > 1 else f"{count}."


def _row(action: ActionLine, back: str) -> Container:
    data = {"of": address("action", action.id), "id": action.id, "version": action.version, "back": back}
    row = [button("Open", "open_action", data)]
    if action.is_open:
        row.append(button("Done", "complete_action", data))
    items = [
        *standing(action, f"{action.child}: {action.text}"),
        buttons(row),
    ]
    return Container(separator=True, spacing="Medium", items=items)


_ROWS = (
    ActionLine(4, 1, "C-0007 (AB)", "Ask the school for a report.", "Wren Worker", "open", date(2026, 3, 12), 3),
    ActionLine(5, 2, "C-0011 (CD)", "File the viability assessment.", "Erin East", "blocked", date(2026, 3, 27)),
    ActionLine(9, 1, "C-0011 (CD)", "Book the visit.", "Erin East", "open", date(2026, 3, 30), asked=date(2026, 4, 9)),
)

EXAMPLES = {
    "none": ActionsView("Your actions", (), "mine:0"),
    "a-page-of-two": ActionsView("Your actions", _ROWS, "mine:0", 0, 2, 8),
    "of-a-child": ActionsView(
        "Actions for C-0007 (AB)",
        (*_ROWS[:1], ActionLine(2, 3, "C-0007 (AB)", "Book the visit.", "Erin East", "done", date(2026, 2, 2))),
        "child:C-0007:1",
        1,
        2,
        7,
    ),
}
