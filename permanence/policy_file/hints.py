"""What somebody meant who wrote a date, a time, a number or a length the way people do: the way a file has it."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from permanence.policy_file.values import FIRST_DAY, LAST_DAY
from permanence.written_dates import Doubt, read_day

NUMBERS = {
    **{"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "twenty": 20},
}
LENGTH = re.compile(r"(\d+|[a-z]+)[ _-]*(working[ _-]*day|business[ _-]*day|day|week|month|year)s?", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([ap]\.?m\.?)?", re.IGNORECASE)
YES, NO = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")


def date_hint(found: object) -> str | None:
    """2026-12-24, where what was found can only be that day."""
    if isinstance(found, datetime):
        return found.date().isoformat()
    day = read_day(str(found), span=(FIRST_DAY, LAST_DAY)) if isinstance(found, str | date) else None
    return None if day is None or isinstance(day, Doubt) else day.isoformat()


def time_hint(found: object) -> str | None:
    """10:00:00, for 10:00, 10.00, 10 or 10am."""
    if isinstance(found, time | datetime):
        return f"{found.hour:02}:{found.minute:02}:00"
    shown = f"{found:.2f}" if isinstance(found, float) else str(found)
    at = CLOCK.fullmatch(shown.strip())
    if isinstance(found, bool) or at is None:
        return None
    hour, minute = int(at.group(1)), int(at.group(2) or 0)
    half = (at.group(3) or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}:00" if hour < 24 and minute < 60 else None


def number_hint(found: object) -> str | None:
    """8, for "8", 8.0, "eight" or "8 children"."""
    if isinstance(found, bool):
        return None
    if isinstance(found, float):
        return str(int(found)) if found == found and abs(found) < 1e9 and found == int(found) else None
    if isinstance(found, str):
        number = re.match(r"-?\d{1,6}(?![\d.,/:])", found.strip())
        word = NUMBERS.get(found.strip().lower())
        return str(int(number.group())) if number else str(word) if word else None
    return None


def yes_hint(found: object) -> str | None:
    """true or false, for "yes", 1 or "True"."""
    word = str(found).strip().lower()
    return "true" if word in YES else "false" if word in NO else None


def length_hint(found: object) -> str | None:
    """{ weeks = 8 }, for "8 weeks" or "eight weeks"."""
    if isinstance(found, int) and not isinstance(found, bool) and 0 < found <= 1000:
        return f"{{ weeks = {found} }} or {{ working_days = {found} }}, whichever is meant"
    at = LENGTH.fullmatch(found.strip()) if isinstance(found, str) else None
    if at is None:
        return None
    count = at.group(1) if at.group(1).isdigit() else NUMBERS.get(at.group(1).lower())
    unit = at.group(2).lower()
    unit = "working_day" if unit.startswith(("working", "business")) else unit
    return f"{{ {unit}s = {int(count)} }}" if count else None


def text_hint(word: str) -> str:
    """What to type for a value that stands without quotation marks and is none a file knows."""
    if re.fullmatch(r"[Tt]rue|[Ff]alse|TRUE|FALSE|[Yy]es|[Nn]o", word):
        return yes_hint(word) or word
    if re.fullmatch(r"0\d+", word) or re.fullmatch(r"\d+(st|nd|rd|th)", word):
        return str(int(word.rstrip("stndrh")))
    if re.fullmatch(r"\d{1,3}(,\d{3})+", word):
        return word.replace(",", "")
    if re.fullmatch(
        r"\d{1,2}[:h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?|\d{1,2}([.:]\d{2})?\s*[ap]\.?m\.?", word, re.IGNORECASE
    ):
        return time_hint(word) or f'"{word}"'
    return length_hint(word) or date_hint(word) or f'"{word}"'
