"""Policy files with one value changed: every value of a file in turn, each into another that could stand there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from permanence.policy import POLICIES, Policy, load, names
from permanence.policy_file.consistency import faults
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.parts import CHANGES, EVENTS, LEGAL_STATUSES, MATCHES, ORDERS, OUTCOMES, PLACEMENTS, PLANS
from permanence.policy_file.people import DAYS, MOMENTS, PARTS
from permanence.policy_file.rules import ROLES, WHATS
from tests.permanence.every_word import EVERY_WORD

Steps = tuple[str | int, ...]
HERE = Path(__file__).parent
LISTS = (
    *(LEGAL_STATUSES, PLACEMENTS, PLANS, CHANGES, MATCHES, OUTCOMES, ORDERS, tuple(EVENTS), DAYS, MOMENTS, PARTS),
    *(tuple(ROLES), tuple(WHATS), ("no_sitting", "next_working_day", "previous_working_day")),
    *(("itself", "next_working_day"), ("not_an_option", "may_be_an_option"), ("opening", "start"), ("life", "care")),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A file in which one value is another, or is taken out: where, the value before, the one now."""

    path: Steps
    before: object
    now: object
    policy: Policy


COUNTING = ("at_least", "at_most", "since")
NAMED_BY = {
    "clause": ("id", "clause"),
    "rule": ("id", "rule"),
    "role": ("key", "role", "or", "to"),
    "panel": ("name", "panel"),
    "checklist": ("id",),
    "meeting": ("kind", "meeting"),
    "themes": ("key",),
    "owner_duty": ("clause",),
    "due": ("panel", "name"),
}
TRIED = (*names(), "sixth_council", "every_word")


CLAUSE = {"id": "ZZZ-1", "quote": "a clause on which nothing stands", "says": "Nothing stands on this clause."}


MEETING = {"kind": "team_transfer", "title": "A meeting to which nobody comes", "held": "visited"}


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of a shipped file, of the council invented for tests, or of the file in which every word stands.

    One clause and one meeting more stand there, so that what stands on one could stand on another.
    """
    folder = HERE if name == "sixth_council" else POLICIES
    text = EVERY_WORD if name == "every_word" else (folder / f"{name}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return {**found, "clause": [*found["clause"], CLAUSE], "meeting": [*found.get("meeting", []), MEETING]}


def policy_of(data: dict[str, Any]) -> Policy | None:
    """The policy in these tables, where they are valid and consistent; it is read here and not run."""
    policy = _read(data)
    return None if policy is None or faults(policy.file) else policy


def _read(data: dict[str, Any]) -> Policy | None:
    try:
        return replace(_any(), file=PolicyFile.model_validate(data, by_alias=True, by_name=False))
    except ValidationError:
        return None


@cache
def _any() -> Policy:
    return load("dudley-2021")


def changed(name: str) -> Iterator[Changed]:
    """The file with each of its values changed by itself, or taken out where it can be nothing else.

    A name by which other parts of the file call it is changed there as well.
    """
    data = tables(name)
    for path in leaves(data):
        found = next(_changed(data, path), None)
        assert found is not None, f"{path} can neither be changed nor be taken out"
        yield found


def _changed(data: dict[str, Any], path: Steps) -> Iterator[Changed]:
    before = value_at(data, path)
    named = isinstance(before, str) and any(before in words for words in _declared(data))
    for now, new in _others(before, path, data):
        policy = _read(new)
        # Only a change of a name can make a file inconsistent.
        if policy is not None and not (named and faults(policy.file)):
            yield Changed(path, before, now, policy)


def _others(before: Any, path: Steps, data: dict[str, Any]) -> Iterator[tuple[object, dict[str, Any]]]:
    """What could stand there instead, with the tables in which it does, the likeliest first."""
    words = NAMED_BY.get(str(path[-3]), ()) if len(path) > 2 else ()
    if path[-1] in words[:1]:
        yield from ((now, _renamed(data, before, now, words)) for now in _new_names(before))
    if path[-1] != "event":
        yield from ((now, _with(data, path, now)) for now in _other_values(before, data))
    yield from ((table, _with(data, path[:-1], table)) for table in _other_tables(before, path, data))


def _other_tables(before: object, path: Steps, data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the table could be where its one value cannot be another by itself."""
    if path[-1] == "event":  # its fields may be those of no other event
        kept = {word: value for word, value in value_at(data, path[:-1]).items() if word in COUNTING}
        yield from ({**kept, "event": event} for event in EVENTS if event != before)
    if path[-1] == "day":  # the day from which the weeks are counted is such a day
        table = value_at(data, path[:-1])
        for days, day in enumerate(DAYS[(DAYS.index(str(before)) + 1) % 7 :], start=1):
            yield {**table, "day": day, "counted_from": table["counted_from"] + timedelta(days=days)}
    if path[-1] == "birth":
        yield {"birthday": 3}
    if path[-1] == "interval_set":
        yield {"within": {"weeks": 3}}


def _new_names(name: object) -> tuple[str, ...]:
    return (f"{name}.9", f"{name}_more", f"{name}-more", CLAUSE["id"], *(what for what in WHATS if what != name))


def _renamed(part: Any, name: object, now: str, words: Sequence[str], under: str = "") -> Any:
    """The tables with a name changed wherever it stands: where it is declared, and where it is used."""
    if isinstance(part, dict):
        return {key: _renamed(value, name, now, words, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_renamed(item, name, now, words, under) for item in part]
    if under == "path":  # a setting names the table it is about
        return re.sub(rf"\.{re.escape(str(name))}(?=\.|$)", f".{now}", part)
    return now if part == name and under in words else part


def leaves(part: Any, path: Steps = ()) -> Iterator[Steps]:
    """The way to each value: the keys and numbers on which it is found."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from leaves(value, (*path, key))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from leaves(value, (*path, i))
    else:
        yield path


def value_at(part: Any, path: Steps) -> Any:
    for step in path:
        part = part[step]
    return part


def _with(part: Any, path: Steps, now: object) -> Any:
    """The tables with another value there, or with none."""
    new = part.copy()
    if len(path) > 1:
        new[path[0]] = _with(part[path[0]], path[1:], now)
    elif now is None:
        del new[path[0]]
    else:
        new[path[0]] = now
    return new


def _other_values(value: Any, data: dict[str, Any]) -> Iterator[object]:
    """What could stand there instead, the likeliest first, and at last nothing."""
    if isinstance(value, bool):
        yield from (not value, "in other words")
    elif isinstance(value, int):
        yield from (value + 1, value - 1, value + 7, value - 7)
    elif isinstance(value, datetime | date):
        yield from (value + timedelta(days=days) for days in (1, 7, -1, -7))
    elif isinstance(value, time):
        yield from (value.replace(hour=value.hour + hours) for hours in (1, -1))
    elif any(value in words for words in (*LISTS, *_declared(data))):
        yield from (word for words in (*LISTS, *_declared(data)) if value in words for word in words if word != value)
    else:
        yield from (f"{value} otherwise", f"{value}-more", f"{value}_more")
    yield None


def _declared(data: dict[str, Any]) -> list[list[str]]:
    named = (("clause", "id"), ("rule", "id"), ("role", "key"), ("panel", "name"), ("meeting", "kind"))
    themes = [theme["key"] for panel in data.get("panel", []) for theme in panel.get("themes", [])]
    return [
        *([item[key] for item in data.get(table, [])] for table, key in named),
        [*WHATS, *data.get("kinds", {})],
        list(data.get("milestones", {})),
        [*data.get("fact", {}), "permanence"],
        themes,
    ]
