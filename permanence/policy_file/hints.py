"""What somebody meant who wrote a date, a time, a number or a length the way people do: the way a file has it."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from permanence.policy_file.values import FIRST_DAY, LAST_DAY
from permanence.written_dates import Doubt, read_day
from permanence.written_numbers import UNITS, read_count
from permanence.written_times import read_time

LENGTH = re.compile(r"(\d+|[a-z]+)[ _-]*(working[ _-]*day|business[ _-]*day|day|week|month|year)s?", re.IGNORECASE)
YES, NO = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")


def date_hint(found: object) -> str | None:
    """2026-12-24, where what was found can only be that day."""
    if isinstance(found, datetime):
        return found.date().isoformat()
    day = read_day(str(found), span=(FIRST_DAY, LAST_DAY)) if isinstance(found, str | date) else None
    return None if day is None or isinstance(day, Doubt) else day.isoformat()


def time_hint(found: object) -> str | None:
    """10:00:00, for 10:00, 10.00, 10 or 10am; nothing for 9.3, which may be 9.30, 9.03 or 9:18."""
    if isinstance(found, time | datetime):
        return f"{found.hour:02}:{found.minute:02}:00"
    said = str(found).removesuffix(".0") if isinstance(found, float) else str(found)
    at = None if isinstance(found, bool) else read_time(f"{said}.00" if said.isdecimal() else said)
    return f"{at:%H:%M}:00" if isinstance(at, time) else None


def number_hint(found: object) -> str | None:
    """8, for "8", 8.0, "eight" or "8 children"."""
    if isinstance(found, bool):
        return None
    if isinstance(found, float):
        return str(int(found)) if found == found and abs(found) < 1e9 and found == int(found) else None
    read = (read_count(found, unit) for unit in UNITS) if isinstance(found, str) else ()
    return next((str(number) for number in read if isinstance(number, int)), None)


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
    count = 1 if at.group(1).lower() == "a" else read_count(at.group(1))
    unit = at.group(2).lower()
    unit = "working_day" if unit.startswith(("working", "business")) else unit
    return f"{{ {unit}s = {count} }}" if isinstance(count, int) and count else None


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
