"""Sentences of a child's steps and facts: why something cannot be recorded, and what was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.house_words import changed_meanwhile
from cards.parts import day
from permanence.explain import on_day

ELSEWHERE = "It is recorded with the plan, in the record of a planning meeting."
BY_ITSELF = "It is closed by itself, once the plans on record are so."
GONE = changed_meanwhile("this step was recorded, or is no longer required.")
TAKEN_BACK_ALREADY = changed_meanwhile("it was taken back.")
NOT_RECORDED = "There is no such step recorded for this child; ask for the child's steps again."
A_STEP = "a step"
NOTE = "Note"
CHOOSE_WHAT_HAPPENED = "Choose what happened."
RECORDED_IN_TEAMS = "recorded in Teams"  # the source of what is recorded here; stored, so it stays as it is
WHO_CONFIRMED = "Who confirmed it, and how"
OWN_PEOPLE_ONLY = "Only the child's own people and business support record what happened to a child."


def recorded(what: str, on: date, *, still_open: bool = False) -> str:
    """What was recorded of which day, and whether the step is still open after it."""
    return f"Recorded: {what}, {day(on)}.{' It does not close the step yet.' if still_open else ''}"


def recorded_by(what: str, on: date, by: str) -> str:
    """Something that was recorded: what, of which day, by whom."""
    return f"{what}: {day(on)}, recorded by {by}."


def taken_back(what: str, on: date) -> str:
    """What was taken back."""
    return f"Taken back: {what}, {day(on)}."


def recorded_already(on: date) -> str:
    """A fact of that day is on record."""
    return f"This was recorded for {day(on)} already."


def choose_another_day(on: date) -> str:
    """A step of that day is on record."""
    return f"This was recorded for {day(on)} already; choose another day."


def was_first(name: str, what: str) -> str:
    """Somebody recorded the step meanwhile."""
    return changed_meanwhile(f"{name} has recorded {what}.")


def with_day(words: str, on: date) -> str:
    """A fact that is about a day to come."""
    return f"{words}: {day(on)}"


def of_day(words: str, on: date) -> str:
    """What was recorded, of the day it is about."""
    return f"{words}: {on_day(on)}"


def for_sibling(words: str, ref: str) -> str:
    """A step that was about one of the siblings."""
    return f"{words}, for sibling {ref}"


def to_do(what: str, by: date | None, clause: str) -> str:
    """A step that is to be done, by when and why."""
    return f"{what}{f', by {day(by)}' if by else ''} ({clause})"


def now_open(what: Sequence[str]) -> str:
    """What is open because of what was recorded, as the end of a line; nothing when nothing is."""
    return f" Now open: {'; '.join(dict.fromkeys(what))}." if what else ""
