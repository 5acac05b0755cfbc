"""What leaves fits: a card too large has lines for tables, then shorter texts; what Teams would refuse says so."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

import structlog

from bot.engine.messages import Card
from cards import house_words, refusal
from cards.elements import as_json
from cards.looks import row_in_words
from cards.parts import words
from permanence.explain import shortened

log = structlog.get_logger()
HOUSE = 28 * 1024  # bytes of a card as it is sent
REFUSED = 80 * 1024  # bytes as Teams counts them, two or four a character, with room for what stands around the card
INSIDE = ("items", "columns", "rows", "cells")  # where an element holds others
LENGTHS = (1000, 700, 500, 350, 250, 180, 120, 80)  # characters of a text, until the card fits


def size(card: Card) -> int:
    """The bytes of a card as it is sent."""
    return len(_text(card).encode())


def fitted(card: Card) -> Card:
    """The card, its tables as lines and then its texts shortened where it is too large; else one sentence."""
    if size(card) <= HOUSE:
        return card
    least = card = {**card, "body": _in_lines(card.get("body", []))}
    if size(least) <= HOUSE:
        return least
    for most in LENGTHS:
        least = _shortened(card, most)
        if size(least) <= HOUSE:
            log.info("card_shortened", bytes=size(card), most=most)
            return least
    reference = secrets.token_hex(4)
    log.error("card_too_large", reference=reference, bytes=size(least), card=card.get("fallbackText"))
    if len(_text(least).encode("utf-16-le")) <= REFUSED:
        return least  # over the house's measure, and Teams takes it
    return refusal.draw(refusal.RefusalView(house_words.too_large(reference)))


def _text(card: Card) -> str:
    return json.dumps(card, ensure_ascii=False)


def _in_lines(node: Any) -> Any:
    """Each table as a line for each of its rows: the same words in a third of the room."""
    if isinstance(node, list):
        return [line for one in node for line in (_rows(one) if _is_table(one) else [_in_lines(one)])]
    if not isinstance(node, dict):
        return node
    return {name: _in_lines(value) if name in INSIDE else value for name, value in node.items()}


def _is_table(node: Any) -> bool:
    return isinstance(node, dict) and node.get("type") == "Table"


def _rows(table: dict[str, Any]) -> list[Any]:
    """Its lines; the titles of the columns go without saying."""
    return [as_json(words(row_in_words(row))) for row in table["rows"][1:]]


def _shortened(card: Card, most: int) -> Card:
    copied: Card = json.loads(json.dumps(card))
    for node, name in _texts(copied.get("body", [])):
        node[name] = _cut(node[name], most)
    copied["body"].append(as_json(words(house_words.SHORTENED, subtle=True)))
    return copied


def _texts(node: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every text that is read and not typed, with where it stands."""
    if isinstance(node, list):
        for one in node:
            yield from _texts(one)
    elif isinstance(node, dict):
        if node.get("type") == "TextBlock":
            yield node, "text"
        elif node.get("type") == "FactSet":
            yield from ((fact, "value") for fact in node["facts"])
        else:
            yield from _texts([node[name] for name in INSIDE if name in node])


def _cut(text: str, most: int) -> str:
    """A mention stays whole, because Teams finds it by its words; a backslash stays with what it is before."""
    if len(text) <= most or "<at>" in text:
        return text
    kept = shortened(text, most).removesuffix("…")
    return kept[: len(kept) - (len(kept) - len(kept.rstrip("\\"))) % 2] + "…"
