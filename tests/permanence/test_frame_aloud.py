"""What a file says beside its clauses is explained: each word of these tables changed by itself changes the text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from permanence.policy import POLICIES, Policy, build, names
from permanence.policy_file.document import PolicyFile
from permanence.policy_tools.explain_policy import explain_policy

TABLES = ("meeting", "reviews", "closure", "notice", "reminder", "conflict", "panel")
OF_A_PANEL = ("stand_downs",)  # the rest of a panel is explained with its clause
REFERENCES = ("clause", "kind", "held", "to", "what")  # names of other parts; a name made up is refused as a fault

ADDED: dict[str, Any] = {
    "closure": [
        {"from": date(2026, 12, 24), "to": date(2027, 1, 1), "name": "Christmas closure"},
        {"from": date(2026, 4, 7), "name": "Training day"},
    ],
    "reviews": {
        "first": {"working_days": 20},
        "second": {"months": 3},
        "later": {"months": 6},
        "source": "The regulations on reviews",
    },
}


def _whole(name: str) -> dict[str, Any]:
    """The shipped file with the tables it may leave out put in, so that each is tried on each file."""
    data = {**ADDED, **tomllib.loads((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))}
    for meeting in data["meeting"]:
        meeting["series"] = "Meetings of the series"
    for panel in data.get("panel", []):
        panel["stand_downs"] = [{"from": date(2026, 8, 3), "to": date(2026, 8, 28), "name": "Summer"}]
    return data


def _leaves(part: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(part, dict):
        for key, value in part.items():
            if not (path[:1] == ("panel",) and len(path) == 2 and key not in OF_A_PANEL) and key not in _kept(path):
                yield from _leaves(value, (*path, key))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from _leaves(value, (*path, i))
    else:
        yield path


def _kept(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """A closure's `to` is a day; elsewhere these are names of other parts."""
    dated = path[:1] == ("closure",) or "stand_downs" in path
    return () if dated else REFERENCES


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    return f"{value} otherwise"


def _changed(data: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    new = deepcopy(data)
    part: Any = new
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = _other(part[path[-1]])
    return new


def _policy(data: dict[str, Any]) -> Policy:
    return build(PolicyFile.model_validate(data))


@pytest.mark.parametrize("name", names())
def test_each_word_beside_the_clauses_changes_what_is_explained(name: str) -> None:
    data = _whole(name)
    before = explain_policy(_policy(data))
    paths = [path for table in TABLES if table in data for path in _leaves(data[table], (table,))]
    assert len(paths) > 10
    unsaid = [path for path in paths if explain_policy(_policy(_changed(data, path))) == before]
    assert unsaid == []


@pytest.mark.parametrize("name", names())
def test_a_reminder_names_its_person_in_words(name: str) -> None:
    policy = _policy(_whole(name))
    text = explain_policy(policy)
    for step in policy.reminders:
        assert f": the {policy.role_title(step.to)}" in text
