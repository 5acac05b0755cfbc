"""The JSON Schema of a policy file, for editors that complete and check as one types."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from permanence.policy_file.document import PolicyFile
from permanence.policy_file.reference import parts, words_of


def policy_schema() -> str:
    """The schema as text, the same every time; each word says what it means and has an example."""
    schema = PolicyFile.model_json_schema(by_alias=True)
    shapes = {**schema["$defs"], PolicyFile.__name__: schema}
    for part in parts():
        for word, told in words_of(part).items():
            shapes[part.__name__]["properties"][word] |= {"description": told["says"], "examples": [told["example"]]}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "A permanence policy"}
    return json.dumps(schema, indent=1, sort_keys=True, default=_as_json) + "\n"


def _as_json(value: Any) -> str:
    assert isinstance(value, date | time), "TOML knows no other value that JSON does not"
    return value.isoformat()
