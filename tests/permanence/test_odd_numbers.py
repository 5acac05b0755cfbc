"""A number that no council can mean is refused or asked about, wherever a policy file may have one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from permanence.policy import POLICIES, PolicyError, build, names
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.places import place_of
from permanence.policy_file.reading import of_tables
from permanence.policy_file.reference import keys_of, parts
from permanence.policy_tools.check_policy import check_text
from permanence.policy_tools.odd_numbers import odd_numbers
from tests.permanence.changed_files import TRIED, leaves, tables, value_at
from tests.permanence.test_mistyped_policies import PANEL
from tests.permanence.test_policy_faults import GOOD

UNITS = ("days", "weeks", "months", "years", "working_days")
SLIPPED = {  # what a key held too long, a unit mistaken or a sign too many makes of a number
    "ten times a hundred": lambda number: (abs(number) or 1) * 1000,
    "below": lambda number: -(abs(number) + 1) * 100,
    "a date": lambda _number: 20260105,
}


def numbers(name: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    data = tables(name)
    for path in leaves(data):
        if type(value_at(data, path)) is int:
            yield path, value_at(data, path)


def put(part: Any, path: tuple[str | int, ...], value: int) -> Any:
    if not path:
        return value
    new = part.copy()
    new[path[0]] = put(part[path[0]], path[1:], value)
    return new


def heard(name: str, path: tuple[str | int, ...], value: int) -> bool:
    try:
        policy = build(of_tables(put(tables(name), path, value), "", name))
    except PolicyError:
        return True
    return bool([*odd_numbers(policy.file)])


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.parametrize("slip", SLIPPED)
def test_a_number_that_cannot_be_meant_is_refused_or_asked_about(name: str, slip: str) -> None:
    unheard = [path for path, number in numbers(name) if not heard(name, path, SLIPPED[slip](number))]
    assert unheard == []


def test_every_number_a_file_may_have_is_tried_somewhere() -> None:
    """By table and word: nothing numeric of the schema is left out of the files above."""
    tried = {_word(path) for name in TRIED for path, _number in numbers(name)}
    wanted = {
        (part.__name__, info.alias or name)
        for part in parts()
        for name, info in part.model_fields.items()
        if _is_number(info.annotation)
    }
    lengths = {("Length", unit) for unit in UNITS}
    assert wanted - lengths <= tried
    assert tried & lengths == lengths


def _word(path: tuple[str | int, ...]) -> tuple[str, str]:
    found = place_of(PolicyFile, path)
    if found.word not in keys_of(found.table):  # a table of the officer's own words
        return _word(path[:-1])
    return found.table.__name__, found.word


def _is_number(annotation: Any) -> bool:
    if annotation is int:
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return False
    return any(_is_number(inner) for inner in get_args(annotation) if inner is not annotation)


def test_every_number_has_a_least_and_a_most_in_the_schema() -> None:
    schema = PolicyFile.model_json_schema(by_alias=True)
    found = [*_integers({**schema["$defs"], "PolicyFile": schema})]
    assert len(found) > 20
    assert [where for where, one in found if not ({"minimum", "maximum"} <= one.keys() or "enum" in one)] == []


def _integers(part: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        if part.get("type") == "integer":
            yield where, part
        for key, value in part.items():
            if key != "examples":
                yield from _integers(value, f"{where}.{key}")
    elif isinstance(part, list):
        for value in part:
            yield from _integers(value, where)


@pytest.mark.parametrize("name", names())
def test_no_number_of_a_shipped_file_is_asked_about(name: str) -> None:
    policy = build(of_tables(tomllib.loads((POLICIES / f"{name}.toml").read_text(encoding="utf-8")), "", name))
    assert [*odd_numbers(policy.file)] == []


MOVED = "slot_minutes = 20\nmoved = [{ from = 2026-12-22, to = 2025-12-22 }]"
ROLE = '[[role]]\nkey = "team_manager"\ntitle = "Team Manager"\n'
REMINDER = '[[reminder]]\nworking_days = -5\nto = "team_manager"\n'


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("capacity = 6", "capacity = 300", "300 was found; the most that can be written is 60"),
        ("slot_minutes = 20", "slot_minutes = 1", "1 was found; the least that can be written is 5"),
        ("[notice]\ndays = 14", "[notice]\ndays = 700", "700 was found; the most that can be written is 120"),
        ("[notice]\ndays = 14", "[notice]\ndays = 90", "Notice, days is 90, more than 60: change it unless"),
        ("{ weeks = 6 }", "{ weeks = 800 }", "800 weeks were found; the most that can be written here is 5 years"),
        ("{ weeks = 6 }", "{ weeks = 80 }", "is 80 weeks, more than a year: change it unless it is meant."),
        ("slot_minutes = 20", MOVED, "is 365 days away: change it unless it is meant."),
        ("slot_minutes = 20", "slot_minutes = 20\nalso = [2099-05-05]", "a date here is from 1989-11-16 to 2060-12-31"),
        ('day = "tuesday"', 'day = "Tues"', "the nearest is 'tuesday'"),
        ('"entered_care" }', '"Entered_Care" }', "the nearest is 'entered_care'"),
        ("[notice]", f"{ROLE}{REMINDER}{REMINDER}[notice]", "working_days -5 to team_manager, stands twice"),
        ("[notice]", "[[reminder]]\nworking_days = -5\nto = 'tm'\n[notice]", "is not declared; none is declared yet"),
        ("start = 10:00:00", "start = 04:00:00", "Panel permanence sits from 04:00 to 12:00, beside anybody's working"),
    ],
)
def test_what_is_said_of_a_number(before: str, after: str, said: str) -> None:
    text = GOOD + PANEL
    assert before in text
    assert said in check_text(text.replace(before, after), "any.toml").report
