"""Every word of a policy file says what it means, and its example is accepted where it stands."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Annotated

import pytest
from pydantic import BaseModel, TypeAdapter

from permanence.policy_file.reference import keys_of, parts, words_of, written
from permanence.policy_tools.reference_page import reference_page, title_of
from permanence.policy_tools.schema import policy_schema
from tools.policy_reference import PAGE

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


def test_the_reference_page_is_as_the_program_writes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(), "run python -m tools.policy_reference"


def test_the_reference_page_shows_each_word_of_each_table_with_its_example() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for part in PARTS:
        section = page.split(f"## {title_of(part)}\n")[1].split("\n## ")[0]
        for word, told in words_of(part).items():
            line = next(line for line in section.splitlines() if re.match(rf"\| \**`{word}`\** \|", line))
            assert told["says"] in line, word
            example = line.rsplit("| `", 1)[1].removesuffix("` |").replace("\\|", "|")
            assert tomllib.loads(example) == {word: told["example"]}
