"""A file offered in a person's own chat, which Teams puts into their OneDrive when they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, heading, plain, words


@dataclass(frozen=True, slots=True)
class FileOfferView:
    """`file` says which it is, so that it is made anew when it is sent; `said` what it holds."""

    file: str
    name: str
    said: str


def draw(view: FileOfferView) -> dict[str, Any]:
    """What a client shows that has no own way to offer a file; Teams makes its own card of the two buttons."""
    body = [heading(plain(view.name)), words(plain(view.said))]
    data = {"file": view.file}
    actions = [button("Send me the file", "send_file", data), button("No", "leave_file", data, secondary=True)]
    return finish(body, actions, said="A file for you.")


EXAMPLES = {
    "sheet": FileOfferView(
        "tracking_sheet:",
        "tracking-sheet-2026-03-12.xlsx",
        "The tracking sheet: 45 children and every action, as of Thu 12 March 2026.",
    ),
    "minutes": FileOfferView(
        "minutes:2026-03-12", "Permanence-panel-2026-03-12.docx", "The minutes of the sitting of Thu 12 March 2026."
    ),
}
