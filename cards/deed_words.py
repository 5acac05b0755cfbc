"""Deeds in words: what was done, with what was recorded of it, to come after a name or as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from cards.parts import day, moment
from permanence.deeds import DEEDS, Verb


def in_short(verb: Verb, details: Mapping[str, Any]) -> str:
    """What was done, for whoever sees what it was done to."""
    return DEEDS[verb].short.format_map(_Details(details, str))


def on_page(verb: Verb, details: Mapping[str, Any]) -> str:
    """What was done, for a child's page, without what was left empty at its end."""
    return DEEDS[verb].on_page.format_map(_Details(details, _without_full_stop)).rstrip(" :")


def in_a_sentence(name: str, verb: Verb, details: Mapping[str, Any], at: datetime) -> str:
    """Sam Support accepted the invitation for Erin East on Mon 9 March 2026, 10:05."""
    known = {"times": "a slot", "label": "a child", **details}
    done = DEEDS[verb].in_sentence.format_map(_Details(known, str))
    stood_in = f" for {details['for_name']}" if details.get("for_name") else ""
    return f"{name} {done}{stood_in} on {moment(at)}."


class _Details(dict[str, str]):
    """The details as text, days in words; what was not said is empty."""

    def __init__(self, details: Mapping[str, Any], safe: Callable[[str], str]) -> None:
        super().__init__({name: _words(value, safe) for name, value in details.items()})

    def __missing__(self, name: str) -> str:
        return ""


def _words(value: Any, safe: Callable[[str], str]) -> str:
    if value is None:
        return ""
    try:
        return day(date.fromisoformat(value))
    except (TypeError, ValueError):
        return safe(str(value))


def _without_full_stop(text: str) -> str:
    return text.rstrip(".")
