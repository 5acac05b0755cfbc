"""What is wrong with a value of a policy file, in the officer's words: what was found, and what belongs there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

from pydantic import BaseModel, ValidationError

from permanence.codes import listed
from permanence.journeys.journey_words import EVENTS
from permanence.nearest import did_you_mean, nearest
from permanence.policy_file import hints
from permanence.policy_file.in_toml import in_toml, shown
from permanence.policy_file.parts import CLAUSE_ID, NAME, WORD
from permanence.policy_file.places import Place, heading, homes_of, needed, place_of, table_at
from permanence.policy_file.reference import keys_of

Fault = tuple[tuple[str | int, ...], str]
LONGEST_HINT = 80
GUIDE = "docs/writing-a-policy.md"
STEPS = {  # where the guide shows each table; a test compares
    "Step 1": ("name", "title", "authority", "document", "version", "record_system"),
    "Step 2": ("clause",),
    "Step 3": ("permanence",),
    "Step 4": ("reviews", "milestones", "rule"),
    "Step 5": ("cohort", "meeting", "role", "seat", "panel"),
    "Step 6": ("notice", "reminder", "setting"),
}
WRITTEN_AS = {
    "yes": "true or false",
    "number": "a whole number",
    "text": "a text in quotation marks",
    "date": "a date such as 2026-12-24",
    "time": "a time such as 10:00:00",
    "list": "a list in [ ]",
    "words": "a table of words",
    "table": "a table in { }",
}
NAMED = {  # in a pattern there is nothing to read; what is named by one is said instead
    WORD: "a name is small letters, digits and underscores, as in life_story_work",
    NAME: "a name is small letters, digits and hyphens, as in next-meeting",
    CLAUSE_ID: "a clause is called by capital letters, a hyphen and a number, as in ANY-1 or ANY-1.1",
}
TABLES = {  # what some tables are called, beside being tables
    "Length": "a length of time in { }",
    "Pattern": "an event in { }",
    "Condition": "a condition in { }",
}
BOUNDS = {
    "greater_than": ("gt", "the least that can be written is more than"),
    "greater_than_equal": ("ge", "the least that can be written is"),
    "less_than": ("lt", "the most that can be written is less than"),
    "less_than_equal": ("le", "the most that can be written is"),
}
HINTS: Mapping[str, Callable[[Any], str | None]] = {
    "yes": hints.yes_hint,
    "number": hints.number_hint,
    "date": hints.date_hint,
    "time": hints.time_hint,
}


def said(trouble: ValidationError, shape: type[BaseModel], raw: Mapping[str, Any]) -> Iterator[Fault]:
    """One sentence for each place at which something is wrong, with its path in the file."""
    paths: set[tuple[str | int, ...]] = set()
    for error in trouble.errors(include_url=False):
        path = _real_path(raw, error["loc"])
        if path not in paths or error["type"] in ("extra_forbidden", "missing"):
            paths.add(path)
            yield path, _sentence(dict(error), shape)


def _real_path(raw: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path as the file has it: a single table where a list may stand has no number in the file."""
    path: list[str | int] = []
    here = raw
    for i, part in enumerate(loc):
        if isinstance(part, int) and isinstance(here, list) and part < len(here):
            here = here[part]
            path.append(part)
        elif (
            isinstance(part, str) and isinstance(here, dict) and (part in here or i == len(loc) - 1) and part != "[key]"
        ):
            here = here.get(part)
            path.append(part)
    return tuple(path)


def _sentence(error: dict[str, Any], shape: type[BaseModel]) -> str:
    found: Any = error.get("input")
    context, loc = error.get("ctx", {}), error["loc"]
    place = place_of(shape, loc)
    kind = error["type"]
    if kind in BOUNDS:
        key, words = BOUNDS[kind]
        return f"{shown(found)} was found; {words} {context[key]}"
    match kind:
        case "value_error":
            return str(context["error"])
        case "extra_forbidden":
            return _unknown(str(loc[-1]), table_at(shape, loc[:-1]), shape, found)
        case "missing":
            return _missing(place, shape)
        case "literal_error":
            return _not_allowed(found, place)
        case "string_pattern_mismatch":
            return _misnamed(str(found), context["pattern"], place)
        case "string_too_short" if not str(found).strip():
            return f"nothing stands between the quotation marks; write {_example(place)}, or leave the line out"
        case "string_too_short":
            return f"{shown(found)} was found, which is too short; {place.word} has at least {context['min_length']}"
        case "string_too_long":
            return f"{len(str(found)):,} letters were found; {place.word} has at most {context['max_length']:,}"
        case "too_short":
            return f"{context['actual_length']} was found; {place.word} has {context['min_length']} or more"
    return _of_another_kind(found, place, shape, loc)


def _example(place: Place) -> str:
    if place.example is None:
        return f"{place.word or 'it'} as {GUIDE} shows"
    written = in_toml(place.example)
    return f"{place.word} = {written}"


def _unknown(word: str, table: type[BaseModel], shape: type[BaseModel], found: Any) -> str:
    allowed = keys_of(table)
    near = nearest(word, allowed)
    homes = [home for home in homes_of(shape, word) if table is not shape or home != "the top of the file"]
    sentence = f"{word!r} is not a known key; allowed are {', '.join(allowed)}"
    if near and not homes:
        return f"{sentence}; the nearest is {near!r}"
    if "the top of the file" in homes and not isinstance(found, dict | list):
        return f"{sentence}; {word} belongs at the top of the file, before the first table"
    inside = [home for home in homes if home != "the top of the file"]
    if table is shape and inside:
        name = inside[0].strip("[]")
        return f"{sentence}; {word} belongs in {inside[0]}: write it there, or as [{name}.{word}] below it"
    if homes and not near:
        return f"{sentence}; {word} belongs in {' or '.join(homes[:3])}"
    return f"{sentence}; the nearest is {near!r}" if near else sentence


def _missing(place: Place, shape: type[BaseModel]) -> str:
    if place.table is not shape or place.word not in keys_of(shape):
        return f"it is missing; write {_example(place)}"
    step = next((step for step, words in STEPS.items() if place.word in words), None)
    where = f"{step} of {GUIDE} shows it" if step else "docs/policy-reference.md shows it"
    if place.inner is None:
        return f"it is missing; write {_example(place)} at the top of the file; {where}"
    opened = heading(shape, place.word)
    example = place.example[0] if isinstance(place.example, list) else place.example or {}
    lines = "; ".join(f"{key} = {in_toml(example[key])}" for key in needed(place.inner) if key in example)
    return f"it is missing; add the table {opened} and below it, each on a line of its own, {lines}; {where}"


def _not_allowed(found: Any, place: Place) -> str:
    allowed = [str(word) for word in place.allowed]
    near = did_you_mean(found, allowed) if isinstance(found, str) else ""
    return f"{shown(found)} was found; allowed are {listed(allowed)}{near}"


def _misnamed(found: str, pattern: str, place: Place) -> str:
    better, rule = _renamed(found, pattern, place), NAMED.get(pattern, "it is written in other letters")
    written = f'{place.word} = "{better}"'
    return f"{shown(found)} was found; {rule}: write {better if place.name else written}"


def _renamed(found: str, pattern: str, place: Place) -> str:
    """The name that comes nearest to what was found; the reference's example where none can be made of it."""
    if pattern == CLAUSE_ID:
        number = re.search(r"(?:\d+|[A-Z0-9])(?:\.\d+)*\s*$", found.upper())
        begins = re.match(r"[A-Z]+", found.upper())
        known = begins.group() if begins and begins.group() != found.upper().strip() else "ANY"
        better = f"{known}-{number.group().strip()}" if number else ""
    else:
        joint = "_" if pattern == WORD else "-"
        better = re.sub(r"[^a-z0-9]+", joint, found.lower()).strip(joint)
    if re.fullmatch(pattern, better):
        return better
    return place.example if isinstance(place.example, str) else "anyshire"


def _of_another_kind(found: Any, place: Place, shape: type[BaseModel], loc: tuple[str | int, ...]) -> str:
    """A number where a text belongs, a list where a table does, and so on."""
    at_top = place.table is shape and place.inner is not None and len(loc) <= 2
    if at_top and isinstance(found, dict | list) and place.word in keys_of(shape):
        opened = heading(shape, place.word)
        if opened.startswith("[["):
            return f"{shown(found)} was found; of {place.word} there may be several, so write {opened} above each"
        return f"{shown(found)} was found; there is one {place.word}, so write {opened} above it"
    if place.allowed and not isinstance(found, list):
        return _not_allowed(found, place)
    words = " or ".join(dict.fromkeys(_written_as(kind, place) for kind in place.kinds))
    better = next((hint for hint in _hints(found, place) if hint is not None), None)
    if better is not None:
        return f"{shown(found)} was found; write {better}"
    return f"{shown(found)} was found where {words} is asked for; write it as in {_example(place)}"


def _written_as(kind: str, place: Place) -> str:
    return TABLES.get(place.inner.__name__, WRITTEN_AS[kind]) if place.inner and kind == "table" else WRITTEN_AS[kind]


def _hints(found: Any, place: Place) -> Iterator[str | None]:
    inner = place.inner
    if isinstance(found, list) and len(found) == 1 and "list" not in place.kinds:
        only = in_toml(found[0])
        yield only if len(only) <= LONGEST_HINT else None
    if inner is not None and inner.__name__ == "Length":
        yield hints.length_hint(found)
    if inner is not None and "event" in keys_of(inner) and isinstance(found, str):
        event = found if found in EVENTS else nearest(found, EVENTS)
        yield f'{{ event = "{event}" }}' if event else None
    for kind in place.kinds:
        if kind in HINTS and (hint := HINTS[kind](found)):
            plainly = " without quotes" if isinstance(found, str) else ""
            yield hint + (" without a decimal point" if kind == "number" and isinstance(found, float) else plainly)
        elif kind == "text" and isinstance(found, bool | int | float | date | time):
            written = in_toml(found)
            better = _renamed(written, place.pattern, place) if place.pattern else written
            yield f'"{better}"' if better != written else f'it in quotes: "{written}"'
