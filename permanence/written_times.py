"""Reads a time of day as people and programs write it; what could be another time, or none, is a doubt."""

from __future__ import annotations

import re
from datetime import time

from permanence.written_signs import Doubt, plain_signs

HOURS = r"(?: ?(?:h|hrs?|hours))?"
WITH_HALF = re.compile(r"(\d{1,2})(?: ?[:.h ]? ?(\d\d))?(?::00)? ?([ap])\.? ?m\.?", re.ASCII)
CLOCK = re.compile(rf"(\d{{1,2}})(?:[:.]| ?h ?)(\d\d)(?::00)?{HOURS}|(\d\d)(\d\d){HOURS}", re.ASCII)
WHOLE = re.compile(r"(\d{1,2})(?: ?h| ?o'clock)", re.ASCII)
NOON = re.compile(r"(?:12(?:[:.]00)? ?)?(?:noon|midday)", re.ASCII)
MIDNIGHT = re.compile(r"(?:(?:12|00?)(?:[:.]00)? ?)?midnight", re.ASCII)
BARE = re.compile(r"\d{1,2}", re.ASCII)
EARLY = 7  # o'clock: of a meeting "at 2.30" nobody means the night
NO_TIME = Doubt("is not a time: write one such as 9.30, 14:00 or 2.30pm")


def read_time(text: str) -> time | Doubt | None:
    """The time, to the minute; None where nothing is written."""
    said = plain_signs(text)
    if not said:
        return None
    if found := WITH_HALF.fullmatch(said):
        return _of_half(int(found[1]), int(found[2] or 0), found[3])
    if found := CLOCK.fullmatch(said):
        return _of_day(int(found[1] or found[3]), int(found[2] or found[4]))
    if found := WHOLE.fullmatch(said):
        return _of_day(int(found[1]), 0)
    if NOON.fullmatch(said):
        return time(12)
    if MIDNIGHT.fullmatch(said):
        return Doubt("begins a day or ends it: write 00:00 or 23:59")
    if BARE.fullmatch(said) and int(said) < 24:
        return Doubt(f"has no minutes: write it as {int(said)}.00")
    return NO_TIME


def _of_half(hour: int, minute: int, half: str) -> time | Doubt:
    """Many mean noon by 12am; 14.30pm says the same thing twice, and 14.30am contradicts itself."""
    if minute > 59 or hour > 23 or (half == "p" and hour == 0) or (half == "a" and hour > 12):
        return NO_TIME
    if half == "a" and hour == 12:
        return Doubt(f"may be 00:{minute:02} or 12:{minute:02}: write which")
    return time(hour + 12 if half == "p" and hour < 12 else hour, minute)


def _of_day(hour: int, minute: int) -> time | Doubt:
    if hour > 23 or minute > 59:
        return NO_TIME
    if 0 < hour < EARLY:
        shown = f"{hour}.{minute:02}"
        return Doubt(f"may be {hour:02}:{minute:02} or {hour + 12}:{minute:02}: write {shown}am or {shown}pm")
    return time(hour, minute)
