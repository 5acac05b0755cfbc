"""The text of a council's own mapping file: read however an editor saves it, refused in words where it is none."""

from __future__ import annotations

import tomllib
from typing import Any

from permanence.policy_file.scanning import odd_characters, scanned
from permanence.policy_file.text import NotText, text_of
from records.files.problems import RecordError, shown

WRITTEN = "a mapping file is a plain text file, as docs/importing.md shows"


def tables_of(own: bytes, filename: str) -> dict[str, Any]:
    """The tables in it, none of an empty one; RecordError names the line and what stands there."""
    if not own.strip():
        return {}
    try:
        text = text_of(own, WRITTEN).removeprefix("\ufeff")
    except NotText as trouble:
        raise RecordError(f"{filename} cannot be read: {trouble}.") from trouble
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        odd = next((f"line {line}, {said}" for line, said in odd_characters(text, scanned(text))), "")
        raise RecordError(
            f"{filename} is not a TOML file: {odd or f'{shown(error, 120)}; correct that line'}."
        ) from error
