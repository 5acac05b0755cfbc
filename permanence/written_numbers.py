"""Reads a whole number as people write it, in digits or in words; what could be another number is a doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from permanence.written_signs import Doubt, plain_signs

ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {
    **{word: number for number, word in enumerate(ONES, 1)},
    **{word: number * 10 for number, word in enumerate(TENS, 2)},
    **{f"{ten}-{one}": tens * 10 + ones for tens, ten in enumerate(TENS, 2) for ones, one in enumerate(ONES[:9], 1)},
}
# A unit beside the number is heard only where it is the unit asked for.
UNITS: Mapping[str, tuple[str, ...]] = {
    "week": ("week", "weeks", "wk", "wks"),
    "minute": ("minute", "minutes", "min", "mins"),
    "child": ("child", "children"),
    "day": ("day", "days", "working day", "working days"),
    "line": ("line", "lines"),
}
DIGITS = re.compile(r"\d{1,9}(?:\.0)?", re.ASCII)  # 6.0 is how a program sends the 6 that was typed
PARTS = re.compile(r"-?\d+(?:[.,' ]\d+)+", re.ASCII)
NO_NUMBER = Doubt("is not a whole number: write it in digits, such as 6")
TWO_WAYS = Doubt("may be read two ways: write a whole number in digits, without a point, a comma or a blank")


def read_count(text: str, unit: str = "") -> int | Doubt | None:
    """The number, of at most nine digits, with its unit beside it or without; None where nothing is written."""
    said = plain_signs(text)
    if not said:
        return None
    for name in sorted(UNITS.get(unit, ()), key=len, reverse=True):
        if said.endswith(name) and said != name:
            said = said.removesuffix(name).rstrip(" -")
            break
    if DIGITS.fullmatch(said):
        return int(said.removesuffix(".0"))
    number = WORDS.get(said.replace(" ", "-"))
    if number is not None:
        return number
    return TWO_WAYS if PARTS.fullmatch(said) else NO_NUMBER
