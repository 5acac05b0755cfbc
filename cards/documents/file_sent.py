"""A file was put into somebody's OneDrive: its name, and the way to open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import finish, heading, link, plain, words


@dataclass(frozen=True, slots=True)
class FileSentView:
    """`address` is where Teams keeps it, empty where it did not say."""

    name: str
    said: str
    address: str = ""


def draw(view: FileSentView) -> dict[str, Any]:
    """Where the file is, and that it is a copy."""
    body = [
        heading(plain(view.name)),
        words("The file is in your OneDrive.", bold=True),
        words(f"{plain(view.said)} It is a copy: what is changed in it changes nothing here."),
    ]
    return finish(body, [link("Open", view.address)] if view.address else [], said="A file was sent to you.")


EXAMPLES = {
    "sheet": FileSentView(
        "tracking-sheet-2026-03-12.xlsx",
        "The tracking sheet: 45 children and every action, as of Thu 12 March 2026.",
        "https://council-my.sharepoint.com/personal/sam/Documents/tracking-sheet-2026-03-12.xlsx",
    ),
    "without-an-address": FileSentView("minutes.docx", "The minutes of the sitting of Thu 12 March 2026."),
}
