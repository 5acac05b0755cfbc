"""What is wrong with one value of a policy file, in the words of whoever writes it: what was found, what to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, get_args

from pydantic import BaseModel

from permanence.nearest import nearest
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.parts import Length
from permanence.written_dates import read_day

GUIDE = "docs/policy-reference.md"
KINDS = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false, without quotes",
    "string": 'words in quotes, as in "these"',
    "date": "a date",
    "time": "a time of day",
    "list": "a list in square brackets",
    "dict": "a table",
    "model": "a table",
}
PATTERNS = (  # in a pattern there is nothing to read; what is named by one is said instead
    ("[A-Z][A-Z0-9]*-", "a clause is called by capital letters, a hyphen and a number, as in ANY-1 or ANY-1.1"),
    ("[a-z][a-z0-9_]*", "a name is small letters, digits and underscores, as in life_story_work"),
    ("[a-z0-9][a-z0-9-]*", "a name is small letters, digits and hyphens, as in next-meeting"),
)
LENGTH = re.compile(r"(\d+)\s*(working days|days|weeks|months|years|day|week|month|year|working day)s?", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(am|pm)?", re.IGNORECASE)


def sentence(error: Mapping[str, Any], path: tuple[str | int, ...], shape: type[BaseModel] = PolicyFile) -> str:
    """One of pydantic's errors; `path` is where the value stands in the file, `shape` what the file is."""
    found, kind, context = error.get("input"), str(error["type"]), error.get("ctx", {})
    model, word = _where(error["loc"], shape)
    match kind:
        case "extra_forbidden":
            return _unknown_word(str(path[-1]), model)
        case "literal_error":
            return _none_of_these(found, str(context.get("expected", "")))
        case "missing":
            return f"it is missing; {_example(model, word)}"
        case "value_error":
            return str(context.get("error", error["msg"]))
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern", ""))
            rule = next((words for known, words in PATTERNS if known in pattern), "the name cannot be used")
            return f"{shown(found)} was found; {rule}"
        case "string_too_short" | "too_short":
            return f"{shown(found)} is too short to say anything; {_example(model, word)}"
        case "string_too_long" | "too_long":
            return f"it is too long, at most {context.get('max_length')} fit; {_example(model, word)}"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return f"{shown(found)} was found; {_limit(kind, context)}"
    return _another_kind(found, kind, model, word)


def shown(found: Any) -> str:
    """A value as the file has it."""
    match found:
        case bool():
            return "true" if found else "false"
        case str():
            return f'"{found}"' if len(found) <= 60 else f'"{found[:57]}..."'
        case datetime():
            return found.isoformat(sep=" ")
        case int() | float() | date() | time():
            return str(found)
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "this"


def toml(value: Any) -> str:
    """A value as it is written in one line of a policy file."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(toml(item) for item in value)}]"
        case dict():
            return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
        case _:
            return str(value)


def _unknown_word(word: str, model: type[BaseModel] | None) -> str:
    allowed = _words(model)
    near = nearest(word, allowed)
    hint = f"; the nearest is '{near}'" if near else ""
    return f"'{word}' is not a known key; allowed are {', '.join(allowed)}{hint}"


def _none_of_these(found: Any, expected: str) -> str:
    allowed = re.findall(r"'([^']*)'", expected)
    near = nearest(str(found), allowed)
    hint = f"; the nearest is '{near}'" if near else ""
    return f"{shown(found)} was found; allowed are {', '.join(allowed) or expected.replace('True', 'true')}{hint}"


def _limit(kind: str, context: Mapping[str, Any]) -> str:
    if kind.startswith("greater"):
        least = context.get("ge", context.get("gt", 0) + 1 if "gt" in context else None)
        return f"the least that can be written is {least}"
    most = context.get("le", context.get("lt", 0) - 1 if "lt" in context else None)
    return f"the most that can be written is {most}"


def _another_kind(found: Any, kind: str, model: type[BaseModel] | None, word: str) -> str:
    """A value of another kind than asked for: what it is meant as, where that can be seen; else an example."""
    asked = kind.partition("_")[0]
    meant = _meant(found, asked, _table_at(model, word))
    if meant:
        return f"{shown(found)} was found; write {meant}"
    return f"{shown(found)} was found where {KINDS.get(asked, 'something else')} is asked for; {_example(model, word)}"


def _meant(found: Any, asked: str, table: type[BaseModel] | None) -> str:
    if table is Length:
        return _length(found)
    match asked:
        case "time":
            return _clock(found)
        case "date":
            return _day(found)
        case "int" if isinstance(found, str) and found.strip().lstrip("-").isdecimal():
            return f"{found.strip()} without quotes"
        case "int" if isinstance(found, float) and found.is_integer():
            return f"{int(found)} without a decimal point"
        case "string" if isinstance(found, int | float | date | time):
            return f'it in quotes: "{shown(found)}"'
        case "bool" if str(found).strip().lower() in ("true", "yes"):
            return "true without quotes"
        case "bool" if str(found).strip().lower() in ("false", "no"):
            return "false without quotes"
    return ""


def _length(found: Any) -> str:
    if isinstance(found, str) and (said := LENGTH.fullmatch(found.strip())):
        unit = said.group(2).lower().rstrip("s").replace(" ", "_") + "s"
        return f"{{ {unit} = {said.group(1)} }}"
    if isinstance(found, int) and not isinstance(found, bool):
        return f"of what there are {found}: {{ weeks = {found} }} or {{ working_days = {found} }}"
    return "a length of time, as in { weeks = 8 }"


def _clock(found: Any) -> str:
    text = f"{found:.2f}" if isinstance(found, float) else str(found)
    said = CLOCK.fullmatch(text.strip()) if not isinstance(found, bool) else None
    if said is None:
        return "a time of day with its seconds and without quotes, as in 10:00:00"
    hour = int(said.group(1)) % 12 + 12 * (said.group(3).lower() == "pm") if said.group(3) else int(said.group(1))
    minute = int(said.group(2) or 0)
    if hour > 23 or minute > 59:
        return "a time of day with its seconds and without quotes, as in 10:00:00"
    return f"{hour:02d}:{minute:02d}:00 without quotes"


def _day(found: Any) -> str:
    if isinstance(found, datetime):
        return f"the day alone: {found.date().isoformat()}"
    day = read_day(found) if isinstance(found, str) else None
    return f"{(day if isinstance(day, date) else date(2026, 12, 24)).isoformat()} without quotes"


def _example(model: type[BaseModel] | None, word: str) -> str:
    """How it is written, from the reference."""
    from permanence.policy_file.reference import words_of  # read only when something is wrong

    known = words_of(model).get(word) if model is not None else None
    if known is None:
        return f"{GUIDE} shows how it is written"
    if (isinstance(known["example"], dict) and model is PolicyFile) or _of_tables(known["example"]):
        return f"add the table {_header(known['example'], word)}; {GUIDE} shows it"
    return f"write it as in {word} = {toml(known['example'])}"


def _of_tables(example: Any) -> bool:
    return isinstance(example, list) and bool(example) and isinstance(example[0], dict) and len(toml(example)) > 120


def _header(example: Any, word: str) -> str:
    return f"[[{word}]]" if isinstance(example, list) else f"[{word}]"


def _where(loc: tuple[str | int, ...], shape: type[BaseModel]) -> tuple[type[BaseModel] | None, str]:
    """The table an error is about and the word in it."""
    model: type[BaseModel] | None = shape
    words = [part for part in loc if isinstance(part, str)]
    for i, part in enumerate(words):
        fields = {info.alias or name: info for name, info in model.model_fields.items()} if model else {}
        if part not in fields:
            return model, words[-1]
        inner = _model_in(fields[part].annotation)
        if i == len(words) - 1 or inner is None:
            return model, part
        model = inner
    return model, ""


def _table_at(model: type[BaseModel] | None, word: str) -> type[BaseModel] | None:
    fields = {info.alias or name: info for name, info in model.model_fields.items()} if model else {}
    return _model_in(fields[word].annotation) if word in fields else None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The table a list, a dictionary or an optional value is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None


def _words(model: type[BaseModel] | None) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()] if model else []
