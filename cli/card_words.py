"""A card as plain text, for the command line: its words in order, buttons and inputs left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

ESCAPED = re.compile(r"\\([\\`*_\[\]<>~])")


def card_words(card: dict[str, Any]) -> str:
    """One line for each text, a blank line before each section."""
    return "\n".join(_lines(card["body"])).strip()


def _lines(items: list[dict[str, Any]]) -> Iterator[str]:
    for item in items:
        match item["type"]:
            case "TextBlock" | "Badge":
                yield ESCAPED.sub(r"\1", item["text"])
            case "FactSet":
                yield from (ESCAPED.sub(r"\1", f"{fact['title']}: {fact['value']}") for fact in item["facts"])
            case "Container":
                yield ""
                yield from _lines(item["items"])
            case "Table":
                yield from (": ".join(_row(row)) for row in item["rows"][1:])


def _row(row: dict[str, Any]) -> Iterator[str]:
    """A row of a table as a line: what its cells say."""
    yield from (" ".join(_lines(cell["items"])) for cell in row["cells"])
