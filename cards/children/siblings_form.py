"""The form that says who a child's siblings in care are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, heading, leaving, outcome, plain, text_input, words


@dataclass(frozen=True, slots=True)
class SiblingsForm:
    """`present` are the labels of those kept; `typed` the references to be kept, `version` how often they changed."""

    child: str
    label: str
    version: int
    present: tuple[str, ...] = ()
    typed: str = ""
    back: str = ""
    line: str = ""


def draw(view: SiblingsForm) -> dict[str, Any]:
    """Who is kept, the references to change, and what saving does."""
    kept = f"Kept now: {', '.join(view.present)}." if view.present else "Nobody is kept yet."
    body = [
        *outcome(view.line),
        heading(f"Siblings in care of {plain(view.label)}"),
        words(plain(kept)),
        words(
            "Those you add become siblings of one another too. One you take out is no longer a sibling of this child; "
            "change the others on their own cards.",
            subtle=True,
        ),
        text_input("siblings", "References of the siblings, with a comma between them", value=view.typed, most=300),
    ]
    data = {"child": view.child, "back": view.back}
    actions = [
        button("Save", "keep_siblings", {**data, "version": view.version}, style="positive"),
        leaving("Back", "show_child", data),
    ]
    return finish(body, actions, said="A form: who a child's siblings in care are.")


EXAMPLES = {
    "none-yet": SiblingsForm("C-0007", "C-0007 (AB)", 0),
    "one-is-not-known": SiblingsForm(
        "C-0007",
        "C-0007 (AB)",
        2,
        ("C-0008 (CD)", "C-0009"),
        "C-0008, C-0009, C-9",
        line='No child has the reference "C-9"; near it are C-0009.',
    ),
}
