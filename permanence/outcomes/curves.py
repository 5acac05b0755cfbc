"""The share of children still waiting after so many days, where some waits have not ended and are counted properly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Wait:
    """One child's wait in days. `over`: what was waited for came; otherwise it was still open when last seen."""

    child: str
    days: int
    over: bool


@dataclass(frozen=True, slots=True)
class Step:
    """After so many days: how many were followed until then, how many waits ended on that day, and who waits on."""

    days: int
    followed: int
    ended: int
    waiting: Fraction


def curve(waits: Sequence[Wait]) -> tuple[Step, ...]:
    """The product-limit estimate (Kaplan and Meier, 1958): a step on each day on which a wait ended.

    A wait still open counts among those followed up to and including the day on which it was last seen, and no longer.
    """
    steps: list[Step] = []
    followed, waiting = len(waits), Fraction(1)
    for days, of_the_day in groupby(sorted(waits, key=lambda wait: wait.days), key=lambda wait: wait.days):
        how = Counter(wait.over for wait in of_the_day)
        if how[True]:
            waiting *= Fraction(followed - how[True], followed)
            steps.append(Step(days, followed, how[True], waiting))
        followed -= how.total()
    return tuple(steps)


def days_until(share: Fraction, steps: Sequence[Step]) -> int | None:
    """After how many days at most this share still waits; none when the curve has not come down so far."""
    return next((step.days for step in steps if step.waiting <= share), None)


def median(steps: Sequence[Step]) -> int | None:
    """After how many days half of the children wait no longer; none when more than half are still waiting."""
    return days_until(Fraction(1, 2), steps)
