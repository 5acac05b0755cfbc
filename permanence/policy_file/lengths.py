"""Lengths of time beside each other: the longest a council can mean, and which of two is surely the longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import AfterValidator

from permanence.explain import counted

if TYPE_CHECKING:
    from permanence.policy_file.parts import Length

LONGEST = {"days": 9132, "weeks": 1304, "months": 300, "years": 25, "working_days": 6522}  # 25 years of each
IN_DAYS = {"days": (1, 1), "weeks": (7, 7), "months": (28, 31), "years": (365, 366), "working_days": (1, 3)}
A_YEAR = 366  # days; a duty that takes longer is asked about
Measure = tuple[str, int]  # a unit, and how many of it


def surely_as_long(one: Measure, other: Measure) -> bool:
    """Whether one length is as long as the other, whatever the calendar."""
    if one[0] == other[0]:
        return one[1] >= other[1]
    return one[1] * IN_DAYS[one[0]][0] > other[1] * IN_DAYS[other[0]][1]


def days_at_least(measure: Measure) -> int:
    """The fewest days a length can have."""
    unit, count = measure
    return count * 7 // 5 if unit == "working_days" else count * IN_DAYS[unit][0]


def no_longer_than(years: int) -> AfterValidator:
    """A length that a council can mean there."""

    def short_enough(length: Length) -> Length:
        if days_at_least(length.measure) > A_YEAR * years:
            unit, count = length.measure
            raise ValueError(
                f"{count} {unit} were found; the most that can be written here is {counted(years, 'year')}"
            )
        return length

    return AfterValidator(short_enough)
