"""Every table and word of a policy file on one page: what it means, what it may be, an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from permanence.journeys.journey_words import EVENTS
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.in_toml import in_toml
from permanence.policy_file.reference import parts, words_of

HEAD = """# Every word of a policy file

This page is made from the program itself: `python -m tools.policy_reference` writes it, and a test compares it. To write a file from the beginning, read [writing a policy](writing-a-policy.md); here you look a word up.

A word in **bold** must be written; every other may be left out. A list of one may be written as its only member.
"""  # noqa: E501  (a paragraph of the page is one line)


def reference_page() -> str:
    """The page as text, the same every time."""
    schema = PolicyFile.model_json_schema(by_alias=True)
    shapes = {PolicyFile.__name__: schema, **schema["$defs"]}
    lines = [HEAD]
    for part in parts():
        lines += [f"## {title_of(part)}", "", *_about(part), "| Word | What it means | Example |", "|---|---|---|"]
        lines += _rows(part, shapes[part.__name__])
        lines.append("")
    lines += ["## Events and what narrows them", "", "| Event | May be narrowed by |", "|---|---|"]
    lines += [
        f"| `{event}` | {', '.join(f'`{field}`' for field in fields) or '-'} |" for event, fields in EVENTS.items()
    ]
    return "\n".join(lines) + "\n"


def title_of(part: type[BaseModel]) -> str:
    """The part as an officer calls it: the file itself, or what is written."""
    if part is PolicyFile:
        return "The file itself"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.__name__).capitalize()


def _about(part: type[BaseModel]) -> list[str]:
    places = [
        f"`{word}` of {title_of(outer).lower()}"
        for outer in parts()
        for word, inner in _made_of(outer)
        if inner is part and outer is not part
    ]
    about = (part.__doc__ or "").strip().split("\n\n")[0]
    return [
        text for text in (f"{about}\n" if about else "", f"Stands in {', '.join(places)}.\n" if places else "") if text
    ]


@cache
def _made_of(part: type[BaseModel]) -> tuple[tuple[str, type[BaseModel]], ...]:
    """Each word of the part in which other parts stand, with each of those."""
    every = tuple(parts())
    return tuple(
        (info.alias or name, inner)
        for name, info in part.model_fields.items()
        for inner in every
        if re.search(rf"\b{inner.__name__}\b", str(info.annotation))
    )


def _rows(part: type[BaseModel], shape: Mapping[str, Any]) -> Iterator[str]:
    needed = shape.get("required", ())
    for word, told in words_of(part).items():
        allowed = list(dict.fromkeys(_allowed(shape["properties"][word])))
        one_of = f" One of {', '.join(f'`{item}`' for item in allowed)}." if allowed else ""
        name = f"**`{word}`**" if word in needed else f"`{word}`"
        example = in_toml(told["example"]).replace("|", "\\|")
        yield f"| {name} | {told['says']}{one_of} | `{word} = {example}` |"


def _allowed(shape: Any) -> Iterator[Any]:
    """The words of a list of words, wherever in the word's shape it stands; tables have their own section."""
    if isinstance(shape, Mapping):
        yield from shape.get("enum", ())
        for key in ("items", "anyOf"):
            yield from _allowed(shape.get(key))
    elif isinstance(shape, list):
        for item in shape:
            yield from _allowed(item)
