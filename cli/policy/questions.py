"""The questions of the guide to a first policy file: what each is, an example, and how an answer is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from permanence.clean_text import one_line
from permanence.policy_file import hints
from permanence.policy_file.people import DAYS
from permanence.written_numbers import UNITS, read_count
from permanence.written_signs import Doubt
from permanence.written_times import read_time

MOST_TRIES = 5
LENGTH = re.compile(r"\{ (\w+) = (\d+) \}")
WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


class Unclear(ValueError):
    """An answer that cannot be read; the message says what would be one."""


def any_words(typed: str) -> str:
    """Any words, in one line."""
    said = one_line(typed)
    if not said:
        raise Unclear("An answer is needed here.")
    return said


def sentence(typed: str) -> str:
    """A sentence of the document."""
    if len(any_words(typed)) < 5:
        raise Unclear("The sentence is too short; give the document's words.")
    return any_words(typed)


def length(typed: str) -> Mapping[str, int]:
    """A length of time, as people say it."""
    found = LENGTH.fullmatch(hints.length_hint(typed) or "")
    if found is None:
        raise Unclear("A length of time is a number and days, working days, weeks, months or years: 4 weeks.")
    return {found.group(1): int(found.group(2))}


def weekday(typed: str) -> str:
    """A day of the week."""
    day = typed.strip().lower().removesuffix("s")
    found = [name for name in DAYS if len(day) >= 2 and name.startswith(day)]
    if len(found) != 1:
        raise Unclear("A weekday is asked for: Tuesday.")
    return found[0]


def weeks(typed: str) -> tuple[int, ...]:
    """Which of a weekday in a month; none for every week."""
    asked = re.findall(r"[a-z0-9-]+", typed.lower())
    if asked in (["every"], ["every", "week"], ["weekly"]):
        return ()
    found = [
        WEEKS.get(word) or (int(word[0]) if re.fullmatch(r"[1-5](st|nd|rd|th)?", word) else None) for word in asked
    ]
    numbers = [week for week, word in zip(found, asked, strict=True) if word != "and"]
    if not numbers or None in numbers:
        raise Unclear("Write every, or which of them in a month, from 1 to 5 or last: 1, 3.")
    return tuple(dict.fromkeys(week for week in numbers if week is not None))


def clock(typed: str) -> time:
    """A time of day."""
    read = read_time(typed)
    if isinstance(read, Doubt):
        raise Unclear(f"A time of day is asked for, and this {read.why}.")
    if read is None:
        raise Unclear("A time of day is asked for: 10:00.")
    return read


def number(typed: str) -> int:
    """A whole number of one or more."""
    found = next((number for unit in UNITS if isinstance(number := read_count(typed, unit), int)), 0)
    if not 0 < found < 1000:
        raise Unclear("A whole number from 1 to 999 is asked for.")
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the answer's name, its words, an example, and whether a file can be written without it.

    `after` names the question that must have been answered for this one to be asked.
    """

    key: str
    words: str
    example: str
    read: Callable[[str], Any] = any_words
    needed: bool = True
    after: str = ""

    @property
    def option(self) -> str:
        """The option that answers it without a terminal."""
        return f"--{self.key.replace('_', '-')}"


QUESTIONS = (
    Question("council", "Which council's procedure is it?", "Anyshire Council"),
    Question("title", "What is it called?", "Permanence Procedure"),
    Question("document", "How is the document cited?", "Anyshire, Permanence Procedure, May 2025"),
    Question("version", "Which issue of the document is it?", "May 2025"),
    Question("record_system", "Where is a child's record kept?", "Mosaic", needed=False),
    Question(
        "first_sentence",
        "Which sentence says when the first planning meeting is held?",
        "A planning meeting is held within four weeks of a child coming into care.",
        sentence,
    ),
    Question("first_within", "How long after coming into care is that?", "4 weeks", length),
    Question(
        "further_sentence",
        "Which sentence says when further meetings are held?",
        "Meetings are then held at least every eight weeks.",
        sentence,
        needed=False,
    ),
    Question("further_within", "How long after the last is that?", "8 weeks", length, after="further_sentence"),
    Question(
        "permanence_sentence",
        "Which sentence says that this goes on until permanence is achieved?",
        "Meetings are held until permanence is achieved.",
        sentence,
        needed=False,
    ),
    Question("chair", "Who chairs the planning meeting?", "Team Manager"),
    Question(
        "panel_sentence",
        "Which sentence says when the panel sits?",
        "The panel meets on the first and third Tuesday of the month.",
        sentence,
        needed=False,
    ),
    Question("panel_day", "On which weekday does the panel sit?", "Tuesday", weekday, after="panel_sentence"),
    Question("panel_weeks", "Every week, or which in a month?", "every, or 1, 3", weeks, after="panel_sentence"),
    Question("panel_start", "When does the panel start?", "10:00", clock, after="panel_sentence"),
    Question("panel_end", "When does it end?", "12:00", clock, after="panel_sentence"),
    Question("panel_children", "How many children can it take?", "6", number, after="panel_sentence"),
    Question("panel_minutes", "How many minutes has each child?", "20", number, after="panel_sentence"),
    Question(
        "panel_papers",
        "How many working days before are papers due?",
        "5",
        number,
        needed=False,
        after="panel_sentence",
    ),
    Question(
        "panel_within",
        "How long after coming into care does the panel see a child?",
        "6 weeks",
        length,
        needed=False,
        after="panel_sentence",
    ),
)
