"""How a card looks where words alone would not be enough: a state as a badge, a table, a part that is folded away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards.elements import (
    ActionSet,
    Badge,
    CardElement,
    ColumnDefinition,
    Container,
    Table,
    TableCell,
    TableRow,
    TextBlock,
    ToggleVisibilityAction,
)
from cards.parts import words


@dataclass(frozen=True, slots=True)
class Tone:
    """What a state's colour and icon are; they say nothing that its words do not."""

    style: str
    icon: str  # by its name in Teams' catalogue
    color: str | None = None  # of the words where there is no badge: Teams' green and yellow cannot be read on white


LATE = Tone("Attention", "ErrorCircle", "Attention")
NEAR = Tone("Warning", "Clock")
AHEAD = Tone("Informative", "CalendarClock")
STUCK = Tone("Warning", "Prohibited")
OPEN = Tone("Accent", "Circle", "Accent")
WELL = Tone("Good", "CheckmarkCircle")
OVER = Tone("Subtle", "DismissCircle")
AGAINST = Tone("Attention", "DismissCircle", "Attention")
UNDATED = Tone("Subtle", "QuestionCircle")

LONGEST_STATE = 34  # characters of a badge: it is one line, and on a narrow screen there is room for no more


def state(text: str, tone: Tone) -> Badge:
    """How something stands, in a few words of the house's own; a client without badges says the same in bold."""
    fallback = TextBlock(text=text, wrap=True, weight="Bolder", color=tone.color)
    return Badge(text=text, icon=tone.icon, style=tone.style, appearance="Tint", size="Large", fallback=fallback)


Cell = str | Sequence[CardElement]


def table(columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]]) -> Table:
    """Columns by title and share of the width. A cell is a text, made safe where somebody typed it, or elements."""
    titles = [[words(title, bold=True)] for title, _ in columns]
    return Table(
        columns=[ColumnDefinition(width=share) for _, share in columns],
        firstRowAsHeaders=True,
        showGridLines=False,
        rows=[TableRow(cells=[_cell(cell) for cell in row]) for row in (titles, *rows)],
    )


def _cell(cell: Cell) -> TableCell:
    if isinstance(cell, str):
        return TableCell(items=[words(cell)] if cell else [])
    return TableCell(items=list(cell))


def row_in_words(row: Mapping[str, Any]) -> str:
    """A row of a table as it is sent, in one line: 14:00: C-1042 (AB), Overdue; due Thu 5 March 2026."""
    first, *others = ["; ".join(one["text"] for one in cell["items"] if "text" in one) for cell in row["cells"]]
    return f"{first}: {', '.join(said for said in others if said)}"


def folded(name: str, title: str, items: Sequence[CardElement]) -> list[CardElement]:
    """What is shown only when asked for, and the button that asks; `name` is its own on the card."""
    show = ToggleVisibilityAction(title=title, targetElements=[name])
    return [ActionSet(actions=[show]), Container(id=name, isVisible=False, items=items)]
