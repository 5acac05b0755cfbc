"""The form to ask for another slot: for each child the slot it has and the ones that are free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import address, button, choice, finish, heading, leaving, outcome, plain, words

KEEP = "keep"
PAGE = 6


@dataclass(frozen=True, slots=True)
class SlotRow:
    """An item: whose it is (child's label, or the manager at an action review) and the times it has now."""

    item: int
    name: str
    now: str
    chosen: str = KEEP


@dataclass(frozen=True, slots=True)
class SlotFormView:
    """One page of the items; `free` holds (number, times) of the slots free when this was drawn."""

    invitation: int
    version: int
    rows: tuple[SlotRow, ...]
    free: tuple[tuple[int, str], ...]
    line: str = ""
    page: int = 0
    pages: int = 1


def draw(view: SlotFormView) -> dict[str, Any]:
    """One choice a child; an exchange with another manager, above all when nothing is free."""
    of = {"of": address("invitation", view.invitation), "id": view.invitation, "version": view.version}
    swap = button("Exchange with another manager", "show_swap_form", of)
    back = leaving("Back", "show_again", of)
    head = [*outcome(view.line), heading("Ask for another slot")]
    if not view.free:
        has = [words(f"{plain(row.name)} has {row.now}.") for row in view.rows]
        return finish([*head, *has, words("No other slot is free.")], [swap, back], said="No other slot is free.")
    free = [(shown, str(number)) for number, shown in view.free]
    rows = [
        choice(
            f"slot_{row.item}",
            f"{row.name} has {row.now}",
            [(f"keep {row.now}", KEEP), *free],
            value=row.chosen if row.chosen in {KEEP, *(number for _, number in free)} else KEEP,
        )
        for row in view.rows
    ]
    if view.pages > 1:
        head.append(words(f"Part {view.page + 1} of {view.pages}; what is on another part stays as it is."))
    actions = [button("Take these slots", "take_slot", {**of, "page": view.page}, style="positive"), swap, back]
    if view.pages > 1:
        turn = {**of, "page": (view.page + 1) % view.pages}
        actions.insert(1, button("Show the next part", "show_slot_form", turn, secondary=True))
    return finish([*head, *rows], actions, said="A form to ask for another slot.")


_ROWS = (SlotRow(11, "C-1042 (AB)", "14:00 to 14:20"), SlotRow(12, "C-1077 (KM)", "14:20 to 14:40"))
EXAMPLES = {
    "two-free": SlotFormView(12, 1, _ROWS, ((4, "15:00 to 15:20"), (5, "15:20 to 15:40"))),
    "taken": SlotFormView(
        12,
        1,
        _ROWS,
        ((5, "15:20 to 15:40"),),
        "15:00 to 15:20 is taken: Will West has had it since Mon 9 March 2026, 10:05.",
    ),
    "second-of-two-parts": SlotFormView(12, 1, _ROWS, ((4, "15:00 to 15:20"),), page=1, pages=2),
    "none-free": SlotFormView(12, 1, _ROWS[:1], ()),
}
