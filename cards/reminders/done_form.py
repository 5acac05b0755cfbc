"""The form that says an action of a list is done, with a note for whoever reads it later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, heading, leaving, outcome, plain, text_input, words


@dataclass(frozen=True, slots=True)
class DoneForm:
    """The action; `of`, `page` and `fold` are the list to come back to."""

    of: str
    reminder: int
    name: str
    child: str
    page: int = 0
    fold: str = ""
    typed: str = ""
    line: str = ""


def draw(view: DoneForm) -> dict[str, Any]:
    """What is done, a note if any, and back to the list at the same page."""
    name = view.name.rstrip(".")
    what = f"{name}, for {view.child}" if view.child else name
    where = {"of": view.of, "page": view.page, "fold": view.fold}
    body = [
        *outcome(view.line),
        heading("Done"),
        words(f"{plain(what)}."),
        text_input("note", "What was done, if it helps whoever reads it", value=view.typed, lines=True),
    ]
    save = button("Done", "clear_line", {**where, "id": view.reminder}, style="positive")
    return finish(body, [save, leaving("Back", "show_digest_page", where)], said="Done: a form.")


EXAMPLES = {
    "empty": DoneForm(
        "digest:7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17",
        13,
        "Ask the school for an education report.",
        "C-0011 (CD)",
    ),
    "with-a-note": DoneForm(
        "digest:7c0ad6ea-0000-4000-8000-00000000e457:2026-03-17",
        13,
        "Ask the school for an education report.",
        "C-0011 (CD)",
        1,
        typed="Rang on Tuesday.",
        line="This is too long: 1200 characters; at most 1000.",
    ),
}
