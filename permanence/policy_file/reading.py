"""A policy file read and checked: all that is wrong with it at once, each fault with its line and what is allowed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from permanence.nearest import nearest
from permanence.policy_file.consistency import faults
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.lines import line_of
from permanence.refusals import Expected


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """One thing wrong with a policy file; line 0 is the file as a whole."""

    line: int
    path: str
    message: str

    def __str__(self) -> str:
        if not self.line:
            return self.message
        return f"line {self.line}, {self.path}: {self.message}" if self.path else f"line {self.line}: {self.message}"


class PolicyError(Expected, ValueError):
    """A policy that is not valid; `faults` holds everything wrong, the message is one sentence."""

    def __init__(self, name: str, found: list[PolicyFault]) -> None:
        self.policy, self.faults = name, tuple(found)
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        super().__init__(f"The policy {name} is not valid: {found[0]}{more}.")


def read(path: Path) -> PolicyFile:
    """The file, whole and consistent; raises PolicyError with every fault."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as trouble:
        raise PolicyError(str(path), [PolicyFault(0, "", f"it could not be read ({trouble.strerror})")]) from trouble
    except UnicodeDecodeError as trouble:
        raise PolicyError(str(path), [PolicyFault(0, "", "it is not UTF-8 text")]) from trouble
    return parse(text, path.name)


def parse(text: str, name: str) -> PolicyFile:
    """The policy in a TOML text."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        place = re.search(r"line (\d+)", str(trouble))
        fault = PolicyFault(int(place.group(1)) if place else 1, "", f"it is not valid TOML: {trouble}")
        raise PolicyError(name, [fault]) from trouble
    try:
        file = PolicyFile.model_validate(raw)
    except ValidationError as trouble:
        raise PolicyError(name, [_fault(text, raw, dict(error)) for error in trouble.errors()]) from trouble
    found = [PolicyFault(line_of(text, path), _dotted(path), message) for path, message in faults(file)]
    if found:
        raise PolicyError(name, sorted(found, key=lambda fault: fault.line))
    return file


def _dotted(path: tuple[str | int, ...]) -> str:
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.lstrip(".")


def _fault(text: str, raw: dict[str, Any], error: dict[str, Any]) -> PolicyFault:
    path = _real_path(raw, error["loc"])
    return PolicyFault(line_of(text, path), _dotted(path), _sentence(error, path))


def _real_path(raw: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path as the file has it: a single table where a list may stand has no number in the file."""
    path: list[str | int] = []
    here = raw
    for i, part in enumerate(loc):
        if isinstance(part, int) and isinstance(here, list) and part < len(here):
            here = here[part]
            path.append(part)
        elif isinstance(part, str) and isinstance(here, dict) and (part in here or i == len(loc) - 1):
            here = here.get(part)
            path.append(part)
    return tuple(path)


def _sentence(error: dict[str, Any], path: tuple[str | int, ...]) -> str:
    found = error.get("input")
    shown = repr(found) if isinstance(found, str | int | float | bool) else f"a {type(found).__name__}"
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            allowed = _allowed_keys(error["loc"])
            word = str(path[-1])
            near = nearest(word, allowed)
            hint = f"; the nearest is {near!r}" if near else ""
            return f"{word!r} is not a known key; allowed are {', '.join(allowed)}{hint}"
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            near = nearest(str(found), allowed)
            hint = f"; the nearest is {near!r}" if near else ""
            expected = ", ".join(allowed) or context.get("expected")
            return f"{shown} was found; allowed are {expected}{hint}"
        case "missing":
            return "it is missing"
        case "value_error":
            return str(context.get("error", error["msg"]))
        case _:
            message = error["msg"][0].lower() + error["msg"][1:]
            return f"{shown} was found; {message}"


def _allowed_keys(loc: tuple[str | int, ...]) -> list[str]:
    """The keys the table at the error's place may have."""
    model: Any = PolicyFile
    for part in loc[:-1]:
        if isinstance(part, str) and isinstance(model, type) and issubclass(model, BaseModel):
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            if part in fields:
                model = fields[part].annotation
        model = _model_in(model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return [info.alias or name for name, info in model.model_fields.items()]
    return []


def _model_in(annotation: Any) -> Any:
    """The table a list, a dictionary or an optional value is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return annotation
