"""The form to say what is ready for the panel: for each child, the procedure's lines to be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cards.parts import address, afternoon, button, choice, day, finish, heading, leaving, outcome, plain, words

PAGE = 6


@dataclass(frozen=True, slots=True)
class PreparedRow:
    """A child with the lines that concern it, as (words, value), and the values chosen, joined by commas."""

    item: int
    label: str
    lines: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class PreparationFormView:
    """One page of the children of an invitation."""

    invitation: int
    version: int
    manager: str
    starts_at: datetime
    ends_at: datetime
    rows: tuple[PreparedRow, ...]
    ready_by: date | None = None
    page: int = 0
    pages: int = 1
    line: str = ""


def draw(view: PreparationFormView) -> dict[str, Any]:
    """For each child one choice of any number of lines."""
    of = {"of": address("invitation", view.invitation), "id": view.invitation, "version": view.version}
    by = f" To be ready by {day(view.ready_by)}." if view.ready_by else ""
    page = f" Part {view.page + 1} of {view.pages}." if view.pages > 1 else ""
    body = [
        *outcome(view.line),
        heading("What is ready"),
        words(f"{plain(view.manager)}, {afternoon(view.starts_at, view.ends_at)}.{by}{page}"),
        *(
            choice(f"ready_{row.item}", f"Ready for {row.label}", row.lines, value=row.chosen, several=True)
            for row in view.rows
        ),
    ]
    save = "Save, and show the next" if view.page + 1 < view.pages else "Save"
    actions = [
        button(save, "mark_preparation", {**of, "page": view.page}, style="positive"),
        *([leaving("All ready", "mark_all_ready", of)] if _several(view) else []),
        leaving("Back", "show_again", of),
    ]
    return finish(body, actions, said="A form to say what is ready for the panel.")


def _several(view: PreparationFormView) -> bool:
    return view.pages > 1 or sum(len(row.lines) for row in view.rows) > 1


_LINES = (("The care plan, with dates", "0a1b2c3d"), ("The contingency plan, with dates", "4e5f6a7b"))
_SITTING = (12, 1, "Erin East", datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC))
EXAMPLES = {
    "two-children": PreparationFormView(
        *_SITTING,
        (PreparedRow(11, "C-1042 (AB)", _LINES, "0a1b2c3d"), PreparedRow(12, "C-1077 (KM)", _LINES)),
        date(2026, 3, 9),
    ),
    "first-of-two-parts": PreparationFormView(
        *_SITTING,
        tuple(PreparedRow(number, f"C-10{number} (AB)", _LINES) for number in range(20, 26)),
        pages=2,
        line="This changed while you were looking at it: Sam Support marked what is ready on Mon 9 March 2026, 10:05.",
    ),
}
