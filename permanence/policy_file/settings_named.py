"""Whether what a setting points at is in the file: a dotted path of words, with the names of what stands in lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from permanence.nearest import did_you_mean
from permanence.policy_file.document import PolicyFile

NAMES = ("id", "name", "key", "clause", "kind", "cohort")  # by which a member of a list is called


def setting_faults(file: PolicyFile) -> list[tuple[tuple[str | int, ...], str]]:
    """Settings about something the file does not have."""
    return [
        (("setting", i, "path"), _nothing_there(file, setting.path))
        for i, setting in enumerate(file.setting)
        if not _is_there(file, setting.path)
    ]


def _is_there(part: Any, path: str) -> bool:
    if not path:
        return part is not None and part != []
    return any(_is_there(value, rest) for _, value, rest in _steps(part, path))


def _steps(part: Any, path: str) -> Iterator[tuple[str, Any, str]]:
    """Each way of taking the next step of a path; a name may hold dots itself, as BCP-9.1 does."""
    for name, value in _named(part):
        if path == name:
            yield name, value, ""
        elif path.startswith(f"{name}."):
            yield name, value, path[len(name) + 1 :]


def _named(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, BaseModel):
        for name, info in type(part).model_fields.items():
            yield info.alias or name, getattr(part, name)
    elif isinstance(part, dict):
        yield from part.items()
    elif isinstance(part, list):
        for item in part:
            yield from ((str(getattr(item, key)), item) for key in NAMES if getattr(item, key, None) is not None)


def _nothing_there(file: PolicyFile, path: str) -> str:
    here: Any = file
    done = ""
    while step := next((step for step in _steps(here, path[len(done) :]) if step[2]), None):
        here, done = step[1], path[: len(path) - len(step[2])]
    known = list(dict.fromkeys(name for name, value in _named(here) if value not in (None, [])))
    missing = path[len(done) :].partition(".")[0]
    where = f"under {done.rstrip('.')}" if done else "in this file"
    return (
        f"nothing is called {missing!r} {where}; there is {', '.join(known) or 'nothing'}{did_you_mean(missing, known)}"
    )
