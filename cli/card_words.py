"""A card as plain text, for the command line: its words in order, buttons and inputs left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cards.looks import row_in_words

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
                yield from (ESCAPED.sub(r"\1", row_in_words(row)) for row in item["rows"][1:])
