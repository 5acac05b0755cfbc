"""The form that snoozes one line of a digest until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.children.duty_words import by_when
from cards.fields import Field, date_box
from cards.parts import button, day, finish, heading, leaving, outcome, plain, words

UNTIL = Field("until", "Snoozed until", "Choose a day.")


@dataclass(frozen=True, slots=True)
class SnoozeForm:
    """What is to be silent until when; `typed` is kept when the form comes back with a sentence."""

    of: str
    reminder: int
    name: str
    child: str
    due: date
    latest: date
    whom: str
    typed: str = ""
    dated: bool = True
    line: str = ""
    page: int = 0  # of the list, to come back to
    fold: str = ""


def draw(view: SnoozeForm) -> dict[str, Any]:
    """What, until when, and what a snooze does not do."""
    name = view.name.rstrip(".")
    what = f"{name}, for {view.child}" if view.child else name
    body = [
        *outcome(view.line),
        heading("Snooze"),
        words(f"{plain(what)}. {by_when(view.due, view.dated)}."),
        words(
            f"We won't remind {plain(view.whom)} until the day you choose, {day(view.latest)} at the latest. "
            "It stays due, and the service manager is still told."
        ),
        date_box(UNTIL, view.typed),
    ]
    where = {"of": view.of, "page": view.page, "fold": view.fold}
    data = {**where, "id": view.reminder}
    save = button("Snooze", "snooze_reminder", data, style="positive")
    return finish(body, [save, leaving("Back", "show_digest_page", where)], said="Snooze: a form.")


EXAMPLES = {
    "empty": SnoozeForm(
        "digest:7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17",
        12,
        "Panel",
        "C-0007 (AB)",
        date(2026, 3, 12),
        date(2026, 4, 14),
        "Erin East",
    ),
    "a-day-that-has-passed": SnoozeForm(
        "digest:7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17",
        13,
        "Ask the school for an education report.",
        "C-0011 (CD)",
        date(2026, 3, 17),
        date(2026, 4, 14),
        "Erin East",
        "2026-03-02",
        line="Mon 2 March 2026 has passed; choose a day from Wed 18 March 2026.",
    ),
}
