"""One list of an import's preview, page by page: every row refused, every value left out, every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.imports.preview_line import line_of
from cards.parts import button, finish, heading, words


@dataclass(frozen=True, slots=True)
class PreviewListView:
    """A page of the list called `name`; lines are (where, what)."""

    id: int
    name: str
    title: str
    lines: tuple[tuple[str, str], ...]
    start: int
    total: int
    page: int


def draw(view: PreviewListView) -> dict[str, Any]:
    """The lines, the way on and the way back."""
    last = view.start + len(view.lines)
    body: list[Any] = [heading(view.title), words(f"{view.start + 1:,} to {last:,} of {view.total:,}.")]
    body += [line_of(where, what) for where, what in view.lines]
    actions = [button("Back to the preview", "show_preview", {"id": view.id})]
    if view.start > 0:
        before = max(0, view.start - view.page)
        actions.append(button("Those before", "show_preview", _page(view, before)))
    if last < view.total:
        actions.append(button(f"The next {min(view.page, view.total - last)}", "show_preview", _page(view, last)))
    return finish(body, actions, said="A list of the preview.")


def _page(view: PreviewListView, start: int) -> dict[str, Any]:
    return {"id": view.id, "list": view.name, "start": start}


_LINE = (
    "List 8, line 4, C-3",
    'What is the permanence plan for this child? "Live with nan" is not a known spelling: correct it, or add it to the '
    "mapping file with its meaning.",
)

EXAMPLES = {
    "first-page": PreviewListView(12, "omitted", "Values left out", (_LINE,) * 20, 0, 64, 20),
    "last-page": PreviewListView(12, "refused", "Rows refused", (_LINE,) * 4, 60, 64, 20),
}
