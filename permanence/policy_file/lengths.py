"""Lengths of time beside each other: the longest a council can mean, and which of two is surely the longer."""

from __future__ import annotations

LONGEST = {"days": 9132, "weeks": 1304, "months": 300, "years": 25, "working_days": 6522}  # 25 years of each
IN_DAYS = {"days": (1, 1), "weeks": (7, 7), "months": (28, 31), "years": (365, 366), "working_days": (1, 3)}
Measure = tuple[str, int]  # a unit, and how many of it


def surely_as_long(one: Measure, other: Measure) -> bool:
    """Whether one length is as long as the other, whatever the calendar."""
    if one[0] == other[0]:
        return one[1] >= other[1]
    return one[1] * IN_DAYS[one[0]][0] > other[1] * IN_DAYS[other[0]][1]
