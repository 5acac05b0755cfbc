"""A strict reading of a card: every element known to version 1.5, every property known to its element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import microsoft_teams.cards as models
from microsoft_teams.cards.core import SerializableObject

from cards.looks import row_in_words

# Elements of the public schema up to 1.5; anything newer would need a fallback and the same said in words.
KNOWN_TO_1_5 = {
    "AdaptiveCard",
    "TextBlock",
    "RichTextBlock",
    "TextRun",
    "Image",
    "Container",
    "ColumnSet",
    "Column",
    "FactSet",
    "Table",
    "TableRow",
    "TableCell",
    "ActionSet",
    "Input.Text",
    "Input.Date",
    "Input.ChoiceSet",
    "Input.Number",
    "Input.Toggle",
    "Action.Execute",
    "Action.Submit",
    "Action.OpenUrl",
    "Action.ShowCard",
    "Action.ToggleVisibility",
    "mention",
}
# Of 1.6, and what Teams documents for its cards of any version; a client without it shows the choices that are there.
TEAMS_OWN = {"Data.Query": "choices.data"}
# In no public schema: Teams draws them, and each carries what everybody else draws instead.
TEAMS_ELEMENTS = {"Badge"}
FOLDS = "Action.ToggleVisibility"
UNTYPED = {"Fact": {"title", "value"}, "Choice": {"title", "value"}}


def by_type() -> dict[str, type[SerializableObject]]:
    """The typed model of every element, by its `type`."""
    found = {}
    for model in vars(models).values():
        if isinstance(model, type) and issubclass(model, SerializableObject) and "type" in model.model_fields:
            default = model.model_fields["type"].default
            if isinstance(default, str):
                found[default] = model
    return found


MODELS = by_type()


def elements(node: Any, path: str = "card") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every typed object of the card with where it is; a button's own data is not looked into."""
    if isinstance(node, Mapping):
        if isinstance(node.get("type"), str):
            yield path, node
        for name, value in node.items():
            if name != "data":
                yield from elements(value, f"{path}.{name}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from elements(value, f"{path}[{number}]")


def faults(card: Mapping[str, Any]) -> list[str]:
    """What is wrong with a card: unknown elements, properties or words of an enumeration, nulls, no fallback."""
    wrong: list[str] = []
    for path, node in elements(card):
        kind = node["type"]
        if kind in TEAMS_ELEMENTS:
            if node.get("fallback", {}).get("type") not in KNOWN_TO_1_5:
                wrong.append(f"{path}: {kind} has no fallback that everybody draws")
        elif kind not in KNOWN_TO_1_5 and not path.endswith(f".{TEAMS_OWN.get(kind)}"):
            wrong.append(f"{path}: {kind} is not in version 1.5")
            continue
        wrong += _of_model(path, node, MODELS[kind])
    return wrong


def _of_model(path: str, node: Mapping[str, Any], model: type[SerializableObject]) -> Iterator[str]:
    known = {info.alias or info.serialization_alias or camel(name): info for name, info in model.model_fields.items()}
    for name, value in node.items():
        if name not in known and not name.startswith("$"):
            yield f"{path}: {node['type']} has no {name}"
        elif value is None:
            yield f"{path}.{name} is null"
        elif name in known and isinstance(value, str):
            words = enumeration(known[name].annotation)
            if words and value not in words:
                yield f"{path}.{name} is {value}, not one of {sorted(words)}"


def enumeration(annotation: Any) -> frozenset[str]:
    """The words a property may have; none where it may have any."""
    if get_origin(annotation) is Literal:
        return frozenset(get_args(annotation))
    among = [one for one in get_args(annotation) if one is not type(None)]
    return enumeration(among[0]) if len(among) == 1 else frozenset()


def camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.title() for part in tail)


def texts(card: Mapping[str, Any]) -> Iterator[str]:
    """All words a reader sees, those that are folded too, a row of a table as one line; nothing is said twice."""
    for path, node in elements(card):
        if node["type"] == "TableRow":
            yield row_in_words(node)
        if path.endswith(".fallback") or ".cells[" in path:
            continue
        for name in ("text", "title", "label", "errorMessage", "fallbackText", "speak", "placeholder"):
            if isinstance(node.get(name), str):
                yield node[name]
        for group in ("facts", "choices"):
            for entry in node.get(group, []):
                yield from (entry["title"], entry["value"]) if group == "facts" else (entry["title"],)


def inputs(card: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [node for _, node in elements(card) if node["type"].startswith("Input.")]


def buttons(card: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What can be pressed and is sent to somewhere; what only folds a part of the card away stays with the reader."""
    found = [(path, node) for path, node in elements(card) if node["type"].startswith("Action.")]
    return [node for path, node in found if not path.endswith(".fallback") and node["type"] != FOLDS]


def verb_of(button: Mapping[str, Any]) -> str | None:
    """The verb of a button; a dialog's button, an Action.Submit, has it in its data alone."""
    return button.get("verb") or button.get("data", {}).get("action")


__all__ = ["buttons", "elements", "faults", "inputs", "texts", "verb_of"]
