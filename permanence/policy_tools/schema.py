"""The JSON Schema of a policy file, for editors that complete and check as one types."""

from __future__ import annotations

import json

from permanence.policy_file.document import PolicyFile


def policy_schema() -> str:
    """The schema as text, the same every time."""
    schema = PolicyFile.model_json_schema(by_alias=True)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "A permanence policy"}
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"
