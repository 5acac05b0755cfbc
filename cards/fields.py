"""What a form asks for besides words: a day, a time or a number, its box, and how what was typed into it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from cards.elements import DateInput, TextInput
from cards.parts import date_input, text_input
from permanence.refusals import Incomplete
from permanence.written_dates import day_or_doubt
from permanence.written_numbers import read_count
from permanence.written_signs import Doubt, plain_signs
from permanence.written_times import read_time

MOST = 40
SHOWN = 30
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Field:
    """The input's name, what its label begins with, and the sentence when it is empty; without one it may be."""

    name: str
    label: str
    missing: str = ""


def date_box(field: Field, typed: str) -> DateInput | TextInput:
    """A date; what was typed and is none stands in a box of words, where whoever typed it can mend it."""
    read = day_or_doubt(typed) if plain_signs(typed) else None
    if isinstance(read, Doubt):
        return text_input(field.name, field.label, required=field.missing, value=typed[:MOST], most=MOST)
    return date_input(field.name, field.label, required=field.missing, value=read)


def time_box(field: Field, typed: str) -> TextInput:
    """A time of day; the server reads it strictly and says it back."""
    label = f"{field.label}, such as 14:00"
    return text_input(field.name, label, required=field.missing, value=typed[:MOST], most=MOST)


def day_in(field: Field, typed: str) -> date:
    """The day that was typed, or the sentence that asks for it."""
    found = day_in_if_any(field, typed)
    if found is None:
        raise Incomplete(field.missing)
    return found


def day_in_if_any(field: Field, typed: str) -> date | None:
    """The day that was typed, or none."""
    return _sure(field, typed, day_or_doubt(typed)) if plain_signs(typed) else None


def time_in(field: Field, typed: str) -> time:
    """The time that was typed, or the sentence that asks for it."""
    found = time_in_if_any(field, typed)
    if found is None:
        raise Incomplete(field.missing)
    return found


def time_in_if_any(field: Field, typed: str) -> time | None:
    """The time that was typed, or none."""
    return _sure(field, typed, read_time(typed))


def count_in_if_any(field: Field, typed: str, unit: str = "") -> int | None:
    """The whole number that was typed, with its unit or without, or none."""
    return _sure(field, typed, read_count(typed, unit))


def _sure(field: Field, typed: str, read: Read | Doubt) -> Read:
    if isinstance(read, Doubt):
        shown = "".join(sign for sign in " ".join(typed.split()) if sign.isprintable())
        raise Incomplete(f'{field.label}: "{shown[:SHOWN]}" {read.why}.')
    return read
