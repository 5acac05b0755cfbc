"""Where in a TOML file a value stands, so that an error can name the line."""

from __future__ import annotations

import re

TABLE = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"']+)\s*\]\]?")
KEY = re.compile(r"^\s*([A-Za-z0-9_\-\"']+)\s*(?:\.\s*[A-Za-z0-9_\-.]+\s*)?=")


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line of the deepest part of `path` that can be found in the file, counted from 1."""
    counts: dict[str, int] = {}
    best, depth = 1, 0
    here: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if table := TABLE.match(line):
            here = _place(table.group(2), table.group(1) == "[[", counts)
            found = here
        elif key := KEY.match(line):
            found = (*here, key.group(1).strip("\"'"))
        else:
            continue
        shared = min(len(found), len(path))
        if shared > depth and found[:shared] == path[:shared]:
            best, depth = number, shared
    return best


def _place(name: str, many: bool, counts: dict[str, int]) -> tuple[str | int, ...]:
    """The path a table header opens; a header within a list of tables belongs to its last member."""
    parts = [part.strip("\"'") for part in name.split(".")]
    if many:
        counts[name] = counts.get(name, -1) + 1
        for inner in [known for known in counts if known.startswith(f"{name}.")]:
            del counts[inner]
    path: list[str | int] = []
    for i, part in enumerate(parts):
        path.append(part)
        index = counts.get(".".join(parts[: i + 1]))
        if index is not None:
            path.append(index)
    return tuple(path)
