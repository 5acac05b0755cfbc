"""What was read from files as lines of JSON and back again: how it passes between processes and is kept for an hour."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any, Union, get_args, get_origin, get_type_hints

from records.previews.caseload import Caseload
from records.previews.handed_in import HandedIn
from records.previews.preview import Preview

Json = Any


def lines_of(handed_in: HandedIn) -> Iterator[str]:
    """A line for each row of each caseload: none is so long that reading it holds anybody up."""
    yield _line("sources", list(handed_in.sources))
    for caseload in handed_in.caseloads:
        yield _line("caseload", None)
        for its in fields(caseload):
            value = getattr(caseload, its.name)
            if isinstance(value, tuple):
                yield from (_line(its.name, told(item)) for item in value)
            else:
                yield _line(its.name, told(value))


def read_lines(lines: Iterable[str | bytes]) -> HandedIn:
    """What the lines were made of; ValueError, TypeError or KeyError when they are not such lines."""
    sources: tuple[str, ...] = ()
    caseloads: list[dict[str, Any]] = []
    hints = get_type_hints(Caseload)
    for line in lines:
        name, value = json.loads(line)
        if name == "sources":
            sources = tuple(str(source) for source in value)
        elif name == "caseload":
            caseloads.append({own.name: [] for own in fields(Caseload) if get_origin(hints[own.name]) is tuple})
        elif get_origin(hints[name]) is tuple:
            caseloads[-1][name].append(understood(get_args(hints[name])[0], value))
        else:
            caseloads[-1][name] = understood(hints[name], value)
    return HandedIn(tuple(Caseload(**_tuples(one)) for one in caseloads), sources)


def _tuples(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}


def told(value: object) -> Json:
    """A value as JSON has it; of a dataclass only what is not as it would be anyway."""
    match value:
        case None | str() | bool() | int():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): told(item) for name, item in value.items()}
        case frozenset():
            return sorted(told(item) for item in value)
        case tuple():
            return [told(item) for item in value]
        case _ if is_dataclass(value):
            named = ((own, getattr(value, own.name)) for own in fields(value))
            return {own.name: told(item) for own, item in named if not _as_anyway(own, item)}
    raise TypeError(f"{type(value).__name__} is not told as JSON")


def _as_anyway(own: Field[Any], value: object) -> bool:
    return own.default is not MISSING and own.default == value and type(own.default) is type(value)


def understood(hint: Any, value: Json) -> Any:
    """The value of that type which was told so."""
    origin, of = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        [kind] = [one for one in of if one is not type(None)]
        return None if value is None else understood(kind, value)
    if origin is tuple and of[-1] is not Ellipsis:
        return tuple(understood(kind, item) for kind, item in zip(of, value, strict=True))
    if origin in (tuple, frozenset):
        return origin(understood(of[0], item) for item in value)
    if origin is Mapping:
        return {name: understood(of[1], item) for name, item in value.items()}
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: understood(hints[name], item) for name, item in value.items()})
    if hint is date:
        return date.fromisoformat(value)
    if type(value) is not hint:
        raise TypeError(f"{type(value).__name__} where {hint} was told")
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _line(name: str, value: Json) -> str:
    return json.dumps([name, value], separators=(",", ":"))


def fingerprint(preview: Preview) -> str:
    """Equal for previews that would write the same."""
    digest = sha256()
    for change in (*preview.changes, *preview.remembered, *preview.told_again):
        digest.update(_line(change.child, told(change)).encode())
    return digest.hexdigest()
