"""Every word of a policy file says what it means, and its example is accepted where it stands."""

from __future__ import annotations

import json
from typing import Annotated

import pytest
from pydantic import BaseModel, TypeAdapter

from permanence.policy_file.reference import keys_of, parts, words_of, written
from permanence.policy_tools.schema import policy_schema

PARTS = tuple(parts())


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_word_says_what_it_means_and_has_an_example(part: type[BaseModel]) -> None:
    told = words_of(part)
    assert list(told) == keys_of(part), "write the missing words into permanence/policy_file/reference.toml"
    for word, line in told.items():
        assert line.keys() == {"says", "example"}, word
        assert len(line["says"]) >= 10, word
        assert line["says"].endswith("."), word


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_example_is_accepted_by_its_own_word(part: type[BaseModel]) -> None:
    told = words_of(part)
    for name, info in part.model_fields.items():
        field = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        TypeAdapter(field).validate_python(told[info.alias or name]["example"])


def test_no_line_is_left_of_a_word_or_a_part_that_is_gone() -> None:
    for part in PARTS:
        assert set(written().get(part.__name__, {})) <= set(keys_of(part)), part.__name__
    assert set(written()) <= {part.__name__ for part in PARTS}


def test_the_schema_has_all_of_it() -> None:
    schema = json.loads(policy_schema())
    shapes = [schema, *schema["$defs"].values()]
    words = [word for shape in shapes for word in shape["properties"].values()]
    assert len(words) == sum(len(keys_of(part)) for part in PARTS)
    assert all(word["description"] and word["examples"] for word in words)
