"""A choice too long for a card becomes a search as one types, or a box for a name where a client has no search."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.engine.messages import Card
from cards import house_words
from cards.elements import as_json
from cards.parts import button, buttons, text_input, words

MOST = 15  # choices shown before anything is typed, and found by a search: Teams lists no more
MOST_BYTES = 3000  # of a list of choices that stands on the card whole
MOST_TYPED = 200  # characters of a name or reference
TYPED = "typed"  # of a button: the inputs of the form it shows that are to be typed
BUTTONS = ("Action.Execute", "Action.Submit")

Json = dict[str, Any]
Dataset = Callable[[str, Mapping[str, Any], str], str]  # of the button that sends the form, its data, the input


@dataclass(slots=True)
class Shortened:
    """A card without its long choices, and the inputs of it that take typed words in place of a value."""

    card: Card
    typed: set[str] = field(default_factory=set)


def shorten(card: Card, typed: Collection[str], dataset: Dataset) -> Shortened:
    """The card with every long choice as a search, or as a box where it is to be typed; the card given stays."""
    long = [one for one in _in_order(card) if is_long(one)]
    if not long:
        return Shortened(card)
    done = Shortened({})
    ways = {one["id"]: _way(card, one) for one in long}
    done.card = _copy(card, ways, set(typed), dataset, done)
    return done


def is_long(one: Mapping[str, Any]) -> bool:
    """Whether a choice is searched: one value of a list that is too many bytes."""
    if one.get("type") != "Input.ChoiceSet" or one.get("isMultiSelect"):
        return False
    choices = one.get("choices", ())
    return len(choices) > MOST and len(json.dumps(choices, ensure_ascii=False).encode()) > MOST_BYTES


def _way(card: Card, one: Mapping[str, Any]) -> Json | None:
    """The button that sends what is chosen here: the next one after it in reading order."""
    after = False
    for node in _in_order(card):
        after = after or node is one
        if after and node.get("type") in BUTTONS and node.get("associatedInputs") != "none":
            return node
    return None


def _in_order(node: Any) -> Iterator[Json]:
    """Inputs and buttons in the order they are read; a card's own buttons stand below its body."""
    if isinstance(node, list):
        for one in node:
            yield from _in_order(one)
    elif isinstance(node, dict):
        kind = str(node.get("type", ""))
        if kind in BUTTONS or kind.startswith("Input."):
            yield node
            return
        for name in ("body", "items", "columns", "actions"):
            yield from _in_order(node.get(name, []))


def _copy(node: Any, ways: Mapping[str, Json | None], typed: set[str], dataset: Dataset, done: Shortened) -> Any:
    if isinstance(node, list):
        copied: list[Any] = []
        for one in node:
            way = ways.get(one["id"]) if isinstance(one, dict) and is_long(one) else None
            copied += _instead(one, way, typed, dataset, done) if way else [_copy(one, ways, typed, dataset, done)]
        return copied
    if isinstance(node, dict):
        return {name: _copy(value, ways, typed, dataset, done) for name, value in node.items()}
    return node


def _instead(one: Json, way: Json, typed: set[str], dataset: Dataset, done: Shortened) -> list[Json]:
    """What stands in place of a long choice: the search and the way to a box, or the box."""
    name, verb = one["id"], way["data"]["action"]
    if name in typed:
        done.typed.add(name)
        return [_box(one), as_json(words(house_words.TAKEN_WHEN_SURE, subtle=True))]
    data = {key: value for key, value in way["data"].items() if key not in (TYPED, "action")}
    shown = {**one, "choices": first(one), "style": "filtered"}
    shown["choices.data"] = {"type": "Data.Query", "dataset": dataset(verb, data, name)}
    for said in ("isRequired", "errorMessage"):  # with them Teams refuses what was found by searching; we ask again
        shown.pop(said, None)
    to_type = {**data, TYPED: ",".join(sorted({*typed, name}))}
    title = house_words.type_instead(one["label"])
    # A dialog knows no other kind of button than the one it has.
    if way["type"] == "Action.Submit":
        return [shown, {"type": "ActionSet", "actions": [{**way, "title": title, "data": {**to_type, "action": verb}}]}]
    return [shown, as_json(buttons([button(title, verb, to_type)]))]


def first(one: Mapping[str, Any]) -> Sequence[Json]:
    """The choices shown before anything is typed: what is chosen, then the likeliest."""
    chosen = [choice for choice in one["choices"] if choice["value"] == one.get("value")]
    return [*chosen, *(choice for choice in one["choices"] if choice not in chosen)][:MOST]


def _box(one: Json) -> Json:
    """A box for what the choice asks, with the words of what is chosen; the way to another box must not wait for it."""
    chosen = next((choice["title"] for choice in one["choices"] if choice["value"] == one.get("value")), "")
    box: Json = as_json(text_input(one["id"], one["label"], value=chosen, most=max(MOST_TYPED, len(chosen))))
    return box
