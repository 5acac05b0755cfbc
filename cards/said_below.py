"""What is said on top of a form stands by its buttons too, where the form is longer than a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SCREEN = 18  # lines of a card in sight at once, on a laptop or a telephone held upright
WIDE = 60  # characters of a line
ROWS: Mapping[str, int] = {"Input.Date": 3, "Input.ChoiceSet": 3, "Input.Text": 3, "FactSet": 3, "ActionSet": 2}
LINES_MORE = 2  # of a box for several lines


def said_below(card: dict[str, Any]) -> dict[str, Any]:
    """The card with its first sentence once more at the end of its body, by the buttons."""
    body = card["body"]
    nodes = list(_nodes(body))
    a_form = any(str(node["type"]).startswith("Input.") for node in nodes)
    if not body or body[0].get("style") != "emphasis" or body[-1] == body[0] or not a_form:
        return card
    return {**card, "body": [*body, body[0]]} if sum(map(_rows, nodes)) > SCREEN else card


def _rows(node: Mapping[str, Any]) -> int:
    if node["type"] == "TextBlock":
        return 1 + len(node["text"]) // WIDE
    if node.get("isMultiSelect"):
        return 1 + len(node["choices"])
    return ROWS.get(node["type"], 0) + LINES_MORE * bool(node.get("isMultiline"))


def _nodes(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one)
    elif isinstance(node, dict) and "type" in node:
        yield node
        for name in ("items", "columns"):
            yield from _nodes(node.get(name, []))
