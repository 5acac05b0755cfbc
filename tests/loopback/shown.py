"""A card somebody can see: what it says, what can be pressed on it and what a client would send."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.loopback.cast import Spot

_TEXTS = ("text", "title", "label", "value", "altText", "placeholder", "errorMessage")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d")


class CannotPress(AssertionError):
    """A Teams client would not let this press happen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card in a place; `activity_id` is of the message it is on, also for a card only one person sees."""

    card: dict[str, Any]
    spot: Spot
    thread: str
    activity_id: str

    @property
    def words(self) -> str:
        """Everything one can read on the card, a line each, in reading order."""
        return "\n".join(_words(self.card))

    @property
    def verbs(self) -> list[str]:
        return [verb for action, _ in _actions(self.card, ()) if (verb := _verb(action))]

    def all_actions(self) -> list[tuple[dict[str, Any], tuple[dict[str, Any], ...]]]:
        """Every button with the inputs it submits."""
        return list(_actions(self.card, ()))

    def input(self, name: str) -> dict[str, Any]:
        """The input of this name."""
        return next(one for _, inputs in self.all_actions() for one in inputs if one["id"] == name)

    def action(self, verb: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The button of this verb whose data has these values, and the inputs it submits."""
        found = [
            (action, inputs)
            for action, inputs in _actions(self.card, ())
            if _verb(action) == verb and data.items() <= _data(action).items()
            if ("typed" in data) == ("typed" in _data(action))  # else the way to a box, beside the button itself
        ]
        if not found:
            raise CannotPress(f"no button {verb!r} with {dict(data)} on this card; it has {self.verbs}:\n{self.words}")
        if any(_data(action) != _data(found[0][0]) for action, _ in found):  # the same twice is the same press
            raise CannotPress(f"{len(found)} buttons {verb!r}; choose one by its data: {[_data(a) for a, _ in found]}")
        action, inputs = found[0]
        if action.get("isEnabled") is False:
            raise CannotPress(f"the button {verb!r} is disabled")
        return action, list(inputs)


def submitted(inputs: list[dict[str, Any]], typed: Mapping[str, Any]) -> dict[str, str]:
    """What the client sends for the inputs: what was typed, else what was there; nothing for an empty one."""
    known = {entry["id"] for entry in inputs}
    if unknown := set(typed) - known:
        raise CannotPress(f"no input {sorted(unknown)}; the card has {sorted(known)}")
    sent: dict[str, str] = {}
    for entry in inputs:
        default = entry.get("valueOff", "false") if entry["type"] == "Input.Toggle" else ""
        value = str(typed.get(entry["id"], entry.get("value", default)))
        if not value:
            if entry.get("isRequired"):
                raise CannotPress(f"{entry['id']!r} is required: {entry.get('errorMessage')}")
            continue
        _check_input(entry, value)
        sent[entry["id"]] = value
    return sent


def _check_input(entry: Mapping[str, Any], value: str) -> None:
    match entry["type"]:
        case "Input.ChoiceSet" if "choices.data" not in entry:
            chosen = value.split(",") if entry.get("isMultiSelect") else [value]
            offered = {choice["value"] for choice in entry.get("choices", [])}
            if not set(chosen) <= offered:
                raise CannotPress(f"{entry['id']!r} offers {sorted(offered)}, not {value!r}")
        case "Input.Date" if not _DATE.fullmatch(value):
            raise CannotPress(f"{entry['id']!r} is a date, not {value!r}")
        case "Input.Time" if not _TIME.fullmatch(value):
            raise CannotPress(f"{entry['id']!r} is a time, not {value!r}")
        case "Input.Text" if len(value) > entry.get("maxLength", len(value)):
            raise CannotPress(f"{entry['id']!r} takes at most {entry['maxLength']} characters")


def _verb(action: Mapping[str, Any]) -> str | None:
    verb = action.get("verb") or _data(action).get("action")
    return verb if isinstance(verb, str) else None


def _data(action: Mapping[str, Any]) -> dict[str, Any]:
    data = action.get("data")
    return dict(data) if isinstance(data, Mapping) else {}


def _actions(
    card: Mapping[str, Any], around: tuple[dict[str, Any], ...]
) -> Iterator[tuple[dict[str, Any], tuple[dict[str, Any], ...]]]:
    """Every button with the inputs it submits: its own card's and those of the cards around it."""
    inputs = (*around, *_inputs(card))
    for action in _direct_actions(card):
        if action.get("type") == "Action.ShowCard":
            yield from _actions(action["card"], inputs)
        elif action.get("type") in ("Action.Execute", "Action.Submit"):
            yield action, () if action.get("associatedInputs") == "none" else inputs


def _inputs(card: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (e for e in _elements(card) if str(e.get("type", "")).startswith("Input."))


def _direct_actions(card: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for element in (card, *_elements(card)):
        yield from element.get("actions", [])
        for key in ("selectAction", "inlineAction"):
            if key in element:
                yield element[key]


def _elements(node: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every element of a card, but not those inside the cards its buttons open."""
    for key in ("body", "items", "columns", "rows", "cells", "inlines", "facts", "images"):
        for entry in node.get(key, ()):
            if isinstance(entry, dict):
                yield entry
                yield from _elements(entry)


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in _TEXTS and isinstance(value, str) and value:
                yield value
            elif key not in ("fallback", "data", "msteams") and isinstance(value, (Mapping, list)):
                yield from _words(value)
    elif isinstance(node, list):
        for entry in node:
            yield entry if isinstance(entry, str) else ""
            yield from _words(entry)
