"""What each word of a policy file means, with an example: read from one table and given to the schema and the guide."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from permanence.policy_file.document import PolicyFile

REFERENCE = Path(__file__).with_name("reference.toml")


@cache
def written() -> Mapping[str, Mapping[str, Any]]:
    """The table as it stands: for each part of a file, its words."""
    return tomllib.loads(REFERENCE.read_text(encoding="utf-8"))


def words_of(model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """The words of one part, those of the part it builds on first; each says what it means and has an example."""
    found: dict[str, dict[str, Any]] = {}
    for part in reversed(model.__mro__):
        found.update(written().get(part.__name__, {}))
    return {word: found[word] for word in keys_of(model) if word in found}


def keys_of(model: type[BaseModel]) -> list[str]:
    """The words that may stand in a part, as they are written in the file."""
    return [info.alias or name for name, info in model.model_fields.items()]


def parts(model: type[BaseModel] = PolicyFile, seen: set[type[BaseModel]] | None = None) -> Iterator[type[BaseModel]]:
    """Every part a policy file is made of, each once, in the order they are met."""
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    model.model_rebuild()  # a part that names one written after it knows it only now
    yield model
    for info in model.model_fields.values():
        for inner in _models_in(info.annotation):
            yield from parts(inner, seen)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
