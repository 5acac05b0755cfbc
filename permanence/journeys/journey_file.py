"""A journey read from JSON: every field checked, and the first thing wrong said in one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from permanence.codes import listed
from permanence.journey import Event, Field, Journey
from permanence.journeys.journey_words import EVENTS, FieldRule
from permanence.nearest import did_you_mean
from permanence.refusals import Expected

CHILD_FIELDS = ("child", "date_of_birth", "expected_birth", "unaccompanied", "siblings", "team", "events")
RECORD_FIELDS = ("record_from", "record_from_by_kind")  # without them everything is on record


class JourneyError(Expected, ValueError):
    """A journey that is not valid; the message is one sentence: which field, what was found, what is allowed."""


def load_journey(path: str | Path) -> Journey:
    """The journey in a JSON file."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise JourneyError(f"The journey file {path} could not be read: {_reason(trouble)}.") from trouble
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise JourneyError(f"The journey file {path} is not valid JSON: {trouble}.") from trouble
    return journey_from(raw)


def _reason(trouble: Exception) -> str:
    return (trouble.strerror or str(trouble)) if isinstance(trouble, OSError) else "it is not UTF-8 text"


def journey_from(raw: object) -> Journey:
    """The journey in already decoded JSON."""
    if not isinstance(raw, dict):
        raise JourneyError(f"A journey must be one JSON object, and {_found(raw)} was found.")
    _refuse_unknown(raw, (*CHILD_FIELDS, *RECORD_FIELDS), "the journey")
    child = raw.get("child")
    if not isinstance(child, str) or not child.strip():
        raise JourneyError(f"child must be the child's reference, such as C-0001; {_found(child)} was found.")
    events = raw.get("events", [])
    if not isinstance(events, list):
        raise JourneyError(f"events must be a list of events; {_found(events)} was found.")
    return Journey(
        child=child,
        date_of_birth=_optional_date(raw, "date_of_birth"),
        expected_birth=_optional_date(raw, "expected_birth"),
        unaccompanied=_flag(raw.get("unaccompanied", False), "unaccompanied"),
        siblings=_references(raw.get("siblings", [])),
        team=_optional_text(raw.get("team"), "team"),
        events=tuple(event_from(item, f"events[{i}]") for i, item in enumerate(events)),
        record_from=_optional_date(raw, "record_from"),
        kinds_from=_kinds_from(raw.get("record_from_by_kind") or {}),
    )


def _kinds_from(value: object) -> tuple[tuple[str, date], ...]:
    if not isinstance(value, dict):
        raise JourneyError(f"record_from_by_kind must be event types, each with a date; {_found(value)} was found.")
    _refuse_unknown(value, tuple(EVENTS), "record_from_by_kind")
    return tuple((kind, _date(day, f"record_from_by_kind.{kind}")) for kind, day in sorted(value.items()))


def event_from(raw: object, where: str = "the event") -> Event:
    """One event, its type known and its fields those of the type."""
    if not isinstance(raw, dict):
        raise JourneyError(f"{where} must be a JSON object; {_found(raw)} was found.")
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in EVENTS:
        hint = did_you_mean(str(kind), EVENTS) or f"; the types allowed are {', '.join(EVENTS)}"
        raise JourneyError(f"{where}.type is {_found(kind)}, which is not a known type{hint}.")
    rules = EVENTS[kind]
    _refuse_unknown(raw, ("on", "type", *rules), f"{where} ({kind})")
    if "on" not in raw:
        raise JourneyError(f"{where}.on is missing: the day of the event is needed as YYYY-MM-DD.")
    fields = {name: _field(raw, name, rule, where) for name, rule in rules.items() if _given(raw, name, rule, where)}
    on = _date(raw["on"], f"{where}.on")
    if kind == "interval_set":
        if sum(name in fields for name in ("weeks", "months", "date")) != 1:
            raise JourneyError(f"{where} (interval_set) needs either weeks or months, one of the two, or a date.")
        if isinstance(day := fields.get("date"), date) and day <= on:
            raise JourneyError(f"{where}.date is {day}, which is not later than {on}, the day it was set.")
    return Event(on, kind, fields)


def _given(raw: Mapping[str, Any], name: str, rule: FieldRule, where: str) -> bool:
    if raw.get(name) is not None:
        return True
    if rule.required:
        allowed = f"; allowed are {listed(rule.words)}" if rule.words else ""
        raise JourneyError(f"{where}.{name} is missing{allowed}.")
    return False


def _field(raw: Mapping[str, Any], name: str, rule: FieldRule, where: str) -> Field:
    value, place = raw[name], f"{where}.{name}"
    match rule.kind:
        case "date":
            return _date(value, place)
        case "flag":
            return _flag(value, place)
        case "count":
            if type(value) is not int or not 0 < value <= 520:
                raise JourneyError(f"{place} must be a whole number from 1 to 520; {_found(value)} was found.")
            return value
        case "word":
            if value not in rule.words:
                hint = did_you_mean(str(value), rule.words)
                raise JourneyError(f"{place} is {_found(value)}; allowed are {listed(rule.words)}{hint}.")
            return str(value)
        case _:
            if not isinstance(value, str) or not value.strip():
                raise JourneyError(f"{place} must be words; {_found(value)} was found.")
            return value


def _refuse_unknown(raw: Mapping[str, Any], allowed: tuple[str, ...], where: str) -> None:
    for name in raw:
        if name not in allowed:
            hint = did_you_mean(str(name), allowed)
            raise JourneyError(f"{where} has an unknown field {name!r}; allowed are {', '.join(allowed)}{hint}.")


def _date(value: object, place: str) -> date:
    if isinstance(value, str) and len(value) == 10:
        try:
            found = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if 1900 <= found.year <= 2199:
                return found
    raise JourneyError(f"{place} must be a real date from 1900 to 2199 as YYYY-MM-DD; {_found(value)} was found.")


def _optional_date(raw: Mapping[str, Any], name: str) -> date | None:
    return None if raw.get(name) is None else _date(raw[name], name)


def _flag(value: object, place: str) -> bool:
    if isinstance(value, bool):
        return value
    raise JourneyError(f"{place} must be true or false; {_found(value)} was found.")


def _optional_text(value: object, place: str) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return value if isinstance(value, str) else None
    raise JourneyError(f"{place} must be words or null; {_found(value)} was found.")


def _references(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return tuple(dict.fromkeys(value))
    raise JourneyError(f"siblings must be a list of children's references; {_found(value)} was found.")


def _found(value: object) -> str:
    """What was found, as JSON, cut short so that a sentence stays a sentence."""
    text = "nothing" if value is None else json.dumps(value, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."
