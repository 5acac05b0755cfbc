"""A value as it is written in a policy file."""

from __future__ import annotations

from datetime import date, time
from typing import Any

LONGEST_SHOWN = 60


def in_toml(value: Any) -> str:
    """A value as it is written in a file, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{quoted}"'
        case date() | time():
            return value.isoformat()
        case dict():
            return "{ " + ", ".join(f"{key} = {in_toml(item)}" for key, item in value.items()) + " }"
        case list():
            return "[" + ", ".join(in_toml(item) for item in value) + "]"
    return str(value)


class AsWritten(float):
    """A number with a point, kept as it was typed: 10.00 is not 10.0 to who typed it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def shown(found: Any) -> str:
    """What was found, as the file has it, and not longer than a line takes."""
    match found:
        case dict():
            return "a table"
        case list():
            return "a list"
        case str():
            text = f'"{" ".join(found.split())}"'
        case bool() | int() | float() | date() | time():
            text = in_toml(found)
        case _:
            return "something else"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} ..."
