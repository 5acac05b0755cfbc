"""The form to change a draft agenda: a place for each item or leave it out, and children to add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.elements import CardElement
from cards.parts import afternoon, button, choice, finish, heading, leaving, outcome, section, text_input, words
from permanence.explain import counted

OUT = "out"
MOST_TYPED = 10
MOST_TO_CHOOSE = 15  # items; of more, each place is typed, because a choice of all of them for each is too much


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item of the draft: its name (child's label or manager) and the place chosen, or `out`."""

    item: int
    name: str
    manager: str
    place: str


@dataclass(frozen=True, slots=True)
class AgendaFormView:
    """The form as last typed. `next_due` holds (key, words) of who could be added."""

    sitting: int
    version: int
    starts_at: datetime
    ends_at: datetime
    capacity: int
    rows: tuple[AgendaRow, ...]
    next_due: tuple[tuple[str, str], ...]
    action_review: bool = False
    added: str = ""
    references: str = ""
    line: str = ""


def draw(view: AgendaFormView) -> dict[str, Any]:
    """One choice a row, then who else is due, then a box for references."""
    of = {"id": view.sitting, "version": view.version}
    body = [
        *outcome(view.line),
        heading("Change the agenda"),
        words(f"{afternoon(view.starts_at, view.ends_at)}, at most {counted(view.capacity, 'slot')}."),
        *_order(view),
        *_additions(view),
    ]
    actions = [button("Save", "change_agenda", of, style="positive"), leaving("Back", "show_agenda", of)]
    return finish(body, actions, said="A form to change the draft agenda.")


def _order(view: AgendaFormView) -> list[CardElement]:
    if len(view.rows) > MOST_TO_CHOOSE:
        return [section(f"Order: a number from 1 to {len(view.rows)}, or {OUT} to leave out", _typed_places(view))]
    places = [(str(number), str(number)) for number in range(1, len(view.rows) + 1)]
    choices = [*places, ("leave out", OUT)]
    offered = {value for _, value in choices}
    rows = [
        choice(
            f"place_{row.item}",
            f"Place of {row.name}{_presented_by(row)}",
            choices,
            value=row.place if row.place in offered else str(now),
        )
        for now, row in enumerate(view.rows, 1)
    ]
    return [section("Order", rows)] if rows else []


def _typed_places(view: AgendaFormView) -> list[CardElement]:
    return [
        text_input(
            f"place_{row.item}",
            f"Place of {row.name}{_presented_by(row)}",
            value=row.place[:MOST_TYPED],
            most=MOST_TYPED,
        )
        for row in view.rows
    ]


def _presented_by(row: AgendaRow) -> str:
    return f", {row.manager}" if row.manager != row.name else ""


def _additions(view: AgendaFormView) -> list[CardElement]:
    found: list[CardElement] = []
    if view.next_due:
        label = "Who else has open actions" if view.action_review else "Who else is due, most overdue first"
        choices = [(shown, key) for key, shown in view.next_due]
        found.append(choice("add", label, choices, value=view.added, several=True))
    if not view.action_review:
        label = "Other children, by reference, separated by commas"
        found.append(text_input("references", label, value=view.references, most=300))
    return [section("Add", found)] if found else []


_AFTERNOON = (datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC))
_ROWS = (AgendaRow(11, "C-1042 (AB)", "Erin East", "1"), AgendaRow(12, "C-1013 (TJ)", "Will West", "2"))
EXAMPLES = {
    "two-children": AgendaFormView(
        3, 1, *_AFTERNOON, 9, _ROWS, (("C-1077", "C-1077 (KM), due Thu 12 March 2026, Erin East"),)
    ),
    "not-accepted": AgendaFormView(
        3,
        1,
        *_AFTERNOON,
        9,
        (AgendaRow(11, "C-1042 (AB)", "Erin East", OUT), AgendaRow(12, "C-1013 (TJ)", "Will West", "1")),
        (("C-1077", "C-1077 (KM), due Thu 12 March 2026, Erin East"),),
        added="C-1077",
        references="C-9999",
        line="There is no child C-9999 in the caseload; check the reference.",
    ),
    "many-children": AgendaFormView(
        3, 1, *_AFTERNOON, 20, tuple(AgendaRow(n, f"C-10{n} (AB)", "Erin East", str(n - 10)) for n in range(11, 27)), ()
    ),
    "action-review": AgendaFormView(
        7, 2, *_AFTERNOON, 9, (AgendaRow(31, "Erin East", "Erin East", "1"),), (), action_review=True
    ),
}
