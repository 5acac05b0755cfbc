"""The sittings that were held, newest first, each with the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.elements import Container
from cards.parts import address, button, buttons, finish, heading, plain, words
from permanence.explain import counted

STANDING = {
    "closed": "its record is closed",
    "reopened": "its record is open again to be corrected",
    "published": "its record is not closed yet",
}


@dataclass(frozen=True, slots=True)
class PastLine:
    """A sitting: its panel and when it was."""

    sitting: int
    panel: str
    when: str
    state: str
    action_review: bool = False


@dataclass(frozen=True, slots=True)
class PastSittingsView:
    """One page of them."""

    lines: tuple[PastLine, ...]
    total: int
    page: int = 0
    pages: int = 1


def draw(view: PastSittingsView) -> dict[str, Any]:
    """A line and a button for each; the summary, the uploads and the correction are on the sitting's own card."""
    page = f", page {view.page + 1} of {view.pages}" if view.pages > 1 else ""
    count = f"{counted(view.total, 'sitting')} so far{page}." if view.total else "No sitting has been held yet."
    body = [heading("Past sittings"), words(count, bold=True), *(_line(line) for line in view.lines)]
    shown = []
    if view.page + 1 < view.pages:
        shown.append(button("Earlier", "show_past_sittings", {"page": view.page + 1}))
    if view.page > 0:
        shown.append(button("Later", "show_past_sittings", {"page": view.page - 1}, secondary=True))
    return finish(body, shown, said="The sittings of the panel that were held.")


def _line(line: PastLine) -> Container:
    review = ", action review" if line.action_review else ""
    said = words(f"{line.when}: {plain(line.panel)}{review}; {STANDING[line.state]}.")
    open_it = button("Open", "show_again", {"of": address("sitting", line.sitting)})
    return Container(separator=True, spacing="Medium", items=[said, buttons([open_it])])


EXAMPLES = {
    "two-pages": PastSittingsView(
        (
            PastLine(9, "Permanence panel", "Thu 12 March 2026, 14:00 to 17:00", "published"),
            PastLine(8, "Permanence panel", "Thu 5 March 2026, 14:00 to 17:00", "closed"),
            PastLine(7, "Permanence panel", "Thu 26 February 2026, 14:00 to 17:00", "closed", action_review=True),
            PastLine(6, "Permanence panel", "Thu 19 February 2026, 14:00 to 17:00", "reopened"),
        ),
        6,
        0,
        2,
    ),
    "last-page": PastSittingsView(
        (PastLine(5, "Permanence panel", "Thu 12 February 2026, 14:00 to 17:00", "closed"),), 5, 1, 2
    ),
    "none": PastSittingsView((), 0),
}
