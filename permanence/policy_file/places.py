"""Where in the shape of a policy file something stands: its table, its word, and what may stand there."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from permanence.policy_file.reference import keys_of, words_of

KINDS: Mapping[Any, str] = {bool: "yes", int: "number", str: "text", date: "date", time: "time", dict: "words"}


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a table: the table's model, the word as it is written, and what belongs there."""

    table: type[BaseModel]
    word: str
    wanted: Any
    name: bool = False  # what is wrong is the name itself, in a table whose names are the officer's own

    @property
    def kinds(self) -> list[str]:
        """What may be written, in the order the model has it: yes, number, text, date, time, list, words, table."""
        return list(dict.fromkeys(_kinds(self.wanted)))

    @property
    def inner(self) -> type[BaseModel] | None:
        """The table that belongs here, itself or as a member of a list."""
        return next(_tables(self.wanted), None)

    @property
    def allowed(self) -> list[Any]:
        """The words of a list of words; none where any text will do."""
        literal = [
            word for choice in _choices(self.wanted) if get_origin(choice) is Literal for word in get_args(choice)
        ]
        extras = (getattr(note, "json_schema_extra", None) for note in _notes(self.wanted))
        return literal or next((list(extra["enum"]) for extra in extras if isinstance(extra, dict)), [])

    @property
    def pattern(self) -> str | None:
        """How a name must be written; None where any text will do."""
        return next((note.pattern for note in _notes(self.wanted) if getattr(note, "pattern", None)), None)

    @property
    def example(self) -> Any:
        """The reference's example of the word."""
        return words_of(self.table).get(self.word, {}).get("example")


def place_of(shape: type[BaseModel], loc: tuple[str | int, ...]) -> Place:
    """The place an error's path leads to; parts of the path that stand for a choice between forms are passed over."""
    place = Place(shape, "", shape)
    for part in loc:
        table = next(_tables(place.wanted), None)
        if isinstance(part, int):
            place = Place(place.table, place.word, _member(place.wanted, list), place.name)
        elif part == "[key]":
            place = Place(place.table, place.word, place.wanted, name=True)
        elif table is not None and part in keys_of(table):
            place = Place(table, part, _field(table, part))
        elif any(get_origin(choice) is dict for choice in _choices(place.wanted)):
            place = Place(place.table, str(part), _member(place.wanted, dict))
    return place


def table_at(shape: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The table that a word nobody knows was written in."""
    place = place_of(shape, loc)
    return next(_tables(place.wanted), shape) if loc else shape


def homes_of(shape: type[BaseModel], word: str) -> list[str]:
    """The tables that know a word, as they are opened: `[[rule]]`, or `the top of the file`."""
    found = ["the top of the file"] if word in keys_of(shape) else []
    for key in keys_of(shape):
        wanted = _field(shape, key)
        table = next(_tables(wanted), None)
        if table is not None and word in keys_of(table):
            found.append(heading(shape, key))
    return found


def heading(shape: type[BaseModel], key: str) -> str:
    """How a table of the file is opened: [[rule]] where there are several, [permanence] where there is one."""
    return f"[[{key}]]" if "list" in Place(shape, key, _field(shape, key)).kinds else f"[{key}]"


def needed(table: type[BaseModel]) -> list[str]:
    """The words a table cannot do without."""
    return [info.alias or name for name, info in table.model_fields.items() if info.is_required()]


def _field(table: type[BaseModel], word: str) -> Any:
    table.model_rebuild()  # a part that names one written after it knows it only now
    return next(Annotated[i.annotation, i] for name, i in table.model_fields.items() if (i.alias or name) == word)


def _notes(wanted: Any) -> Iterator[Any]:
    """What is said of a value beside its type; of a member of a list, not here."""
    origin = get_origin(wanted)
    if origin is Annotated:
        for note in get_args(wanted)[1:]:
            yield from (note, *getattr(note, "metadata", ()))
        yield from _notes(get_args(wanted)[0])
    elif origin in (Union, types.UnionType):
        for choice in get_args(wanted):
            yield from _notes(choice)


def _choices(wanted: Any) -> Iterator[Any]:
    origin = get_origin(wanted)
    if origin is Annotated:
        yield from _choices(get_args(wanted)[0])
    elif origin in (Union, types.UnionType):
        for choice in get_args(wanted):
            yield from _choices(choice)
    elif wanted is not type(None):
        yield wanted


def _tables(wanted: Any) -> Iterator[type[BaseModel]]:
    for choice in _choices(wanted):
        if isinstance(choice, type) and issubclass(choice, BaseModel):
            yield choice
        elif get_origin(choice) in (list, dict):
            yield from _tables(get_args(choice)[-1])


def _member(wanted: Any, of: type) -> Any:
    """What a list or a table of words is made of."""
    return next((get_args(choice)[-1] for choice in _choices(wanted) if get_origin(choice) is of), wanted)


def _kinds(wanted: Any) -> Iterator[str]:
    for choice in _choices(wanted):
        origin = get_origin(choice)
        if origin is Literal:
            yield KINDS[type(get_args(choice)[0])]
        elif origin is list:
            yield "list"
        elif origin is dict:
            yield "words"
        elif isinstance(choice, type) and issubclass(choice, BaseModel):
            yield "table"
        else:
            yield KINDS[choice]
