"""Which sitting of a panel a duty is due at: the nth after a day, or the last that is still by a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from permanence.explain import in_words, ordinal
from permanence.policy_file.clocks import SittingTarget
from permanence.rules.history import History
from permanence.rules.model import DueDate, DueOf, Occurrence, SittingAsked

SittingDay = tuple[int, int | None]
SittingsBetween = Callable[[int, int], list[SittingDay]]
YEAR, FURTHEST = 366, 366 * 5


def sitting_asked(asked: SittingAsked, days: Sequence[SittingDay]) -> int | None:
    """The sitting, of these days with their last days to refer; None where there is none."""
    found = [day for day, refer in days if _open(asked, day, refer) and (asked.by is None or day <= asked.by)]
    if asked.by is not None:
        return found[-1] if found else None
    return found[asked.nth - 1] if len(found) >= asked.nth else None


def _open(asked: SittingAsked, day: int, refer: int | None) -> bool:
    if asked.in_time_to_refer:
        return refer is not None and refer >= asked.after
    return day > asked.after


def first_sitting(target: SittingTarget, days: SittingsBetween) -> DueOf:
    """The first sitting after the start, or the nth; where referrals close early, one still open to it."""

    def first(_history: History, occurrence: Occurrence, _known: int) -> DueDate:
        anchor = occurrence.anchor
        asked = SittingAsked(target.panel, anchor.count_from, target.in_time_to_refer, target.nth)
        ahead, found = YEAR, None
        while found is None and ahead < FURTHEST:
            found = sitting_asked(asked, days(anchor.count_from, anchor.count_from + ahead))
            ahead += YEAR
        words = f"{anchor.words} on {in_words(anchor.count_from)}"
        if found is None:
            return DueDate(None, None, f"no sitting is planned after {words}")
        which = "the first sitting" if target.nth == 1 else f"the {ordinal(target.nth)} sitting"
        still = " still open to a referral" if target.in_time_to_refer else ""
        return DueDate(found, None, f"{which}{still} after {words}", asked)

    return first


def last_sitting(target: SittingTarget, days: SittingsBetween, limit: DueOf) -> DueOf:
    """The last sitting, after the start, on or before the day that `limit` gives.

    Where no sitting is left by then the day itself stays, so that somebody finds a sitting and nothing is lost.
    """

    def last(history: History, occurrence: Occurrence, known: int) -> DueDate:
        by = limit(history, occurrence, known)
        if by.day is None:
            return DueDate(None, None, f"the last sitting {by.because}")
        after = occurrence.anchor.count_from
        asked = SittingAsked(target.panel, after, target.in_time_to_refer, 1, by.day, by.because)
        return at_last(asked, sitting_asked(asked, days(after, by.day)))

    return last


def at_last(asked: SittingAsked, found: int | None) -> DueDate:
    """Due at this last sitting, or by the day itself where none is left."""
    assert asked.by is not None, "asked only of a last sitting"
    still = " still open to a referral" if asked.in_time_to_refer else ""
    by = in_words(asked.by)
    if found is None:
        none = f"no sitting{still} is left after {in_words(asked.after)}"
        return DueDate(asked.by, None, f"by {by}, {asked.why}: {none}", asked)
    return DueDate(found, None, f"the last sitting{still} by {by}, {asked.why}", asked)
